package io.muster.bench.shadow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.muster.bench.load.Latencies;

/** Devices that come back, and the deltas that each of them gets. */
final class Reunion implements DeltaDevice.Ear {

    private final Map<String, Long> backAt = new ConcurrentHashMap<>();
    private final Map<String, Integer> deltas = new ConcurrentHashMap<>();
    private final Latencies latencies = new Latencies();

    /** The device listens again. */
    void isBack(String device) {
        backAt.put(device, System.nanoTime());
    }

    @Override
    public void hears(String device, long number) {
        Long back = backAt.get(device);
        if (deltas.merge(device, 1, Integer::sum) == 1 && back != null) {
            latencies.took(System.nanoTime() - back);
        }
    }

    /** How many have got any. */
    int reached() {
        return deltas.size();
    }

    /** How many of the deltas that a device has got. */
    int of(String device) {
        return deltas.getOrDefault(device, 0);
    }

    /** From listening again to the first delta. */
    Latencies latencies() {
        return latencies;
    }
}
