package io.muster.bench.shadow;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.load.Latencies;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Which numbers are on their way to devices, and how long they took. */
final class HeardNumbers implements DeltaDevice.Ear {

    private record Sent(long at, Promise<Void> heard) {}

    private final Map<String, NavigableMap<Long, Sent>> underWay = new ConcurrentHashMap<>();
    private final Latencies latencies = new Latencies();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong joined = new AtomicLong();

    /** Completes when the device has heard the number, which grows, or a later one. */
    Future<Void> expect(String device, long number) {
        Promise<Void> heard = Promise.promise();
        underWay.computeIfAbsent(device, first -> new ConcurrentSkipListMap<>())
                .put(number, new Sent(System.nanoTime(), heard));
        return heard.future();
    }

    @Override
    public void hears(String device, long number) {
        long now = System.nanoTime();
        NavigableMap<Long, Sent> expected = underWay.getOrDefault(device, new ConcurrentSkipListMap<>());
        Sent sent = expected.remove(number);
        if (sent == null) {
            repeated.incrementAndGet();
        } else {
            latencies.took(now - sent.at());
            sent.heard().complete();
        }
        NavigableMap<Long, Sent> earlier = expected.headMap(number, false);
        joined.addAndGet(earlier.size());
        earlier.values().forEach(one -> one.heard().tryComplete());
        earlier.clear();
    }

    /** From the expectation to the device. */
    Latencies latencies() {
        return latencies;
    }

    /** Deltas that nobody waited for: their number had been heard before. */
    long repeated() {
        return repeated.get();
    }

    /** Changes that came with a later one. */
    long joined() {
        return joined.get();
    }
}
