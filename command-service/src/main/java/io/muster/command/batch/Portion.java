package io.muster.command.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.muster.command.batch.Turns.Given;
import io.muster.command.dispatch.DeviceCondition;
import io.muster.command.execution.Execution;

/** What is given out in a round. */
final class Portion {

    private final Map<String, Integer> shares;
    private final Instant now;
    private final Map<String, DeviceCondition> devices;
    private final Set<String> engaged;
    private final List<Given> awaited = new ArrayList<>();
    private final List<Execution> present = new ArrayList<>();
    private final Map<String, Integer> looked = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> spent = new HashMap<>();
    private final Map<String, Set<String>> latestOnly = new HashMap<>();

    /**
     * @param shares how many of each batch those who are there may get
     * @param devices what is known of devices
     * @param engaged devices that get nothing past the dispatcher
     */
    Portion(Map<String, Integer> shares, Map<String, DeviceCondition> devices, Set<String> engaged, Instant now) {
        this.shares = Map.copyOf(shares);
        this.devices = Map.copyOf(devices);
        this.engaged = new HashSet<>(engaged);
        this.now = now;
        shares.keySet().forEach(batch -> spent.put(batch, 0));
    }

    /** The next one of its batch. Once one has to wait for a later round, so have all behind it. */
    void add(Execution execution) {
        String batch = Objects.requireNonNull(execution.batchId());
        int place = looked.merge(batch, 1, Integer::sum);
        boolean isNext = place == counts.getOrDefault(batch, 0) + 1;
        boolean isAwaited = device(execution).isAwaited(execution);
        if (!isNext || !isAwaited && isSpent(batch)) {
            return;
        }
        counts.merge(batch, 1, Integer::sum);
        if (!isAwaited) {
            spent.merge(batch, 1, Integer::sum);
        }
        if (execution.delivery().latestOnly()) {
            engaged.add(execution.device());
            latestOnly
                    .computeIfAbsent(execution.command(), command -> new HashSet<>())
                    .add(execution.device());
        }
        if (isAwaited) {
            awaited.add(new Given(execution.id(), execution.expiresAt()));
        } else {
            present.add(execution);
        }
    }

    /** What is known of the devices. */
    Map<String, DeviceCondition> devices() {
        return devices;
    }

    Instant now() {
        return now;
    }

    private DeviceCondition device(Execution execution) {
        return Objects.requireNonNull(devices.get(execution.device()));
    }

    /** What the dispatcher finds in the rows: now, or when there is news of the devices. */
    List<Given> given() {
        Stream<Given> due = present.stream()
                .filter(execution -> engaged.contains(execution.device()))
                .map(execution -> new Given(execution.id(), now));
        return Stream.concat(awaited.stream(), due).toList();
    }

    /** What may be sent at once; nothing for devices of which the dispatcher has something else to look at. */
    List<Execution> sendable() {
        return present.stream()
                .filter(execution -> !engaged.contains(execution.device()))
                .toList();
    }

    /** How many of each batch were given out. */
    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** How many of each batch went to those who are there. */
    Map<String, Integer> spent() {
        return Map.copyOf(spent);
    }

    /** Devices for which older commands may be over now, by the commands' names. */
    Map<String, Set<String>> latestOnly() {
        return Map.copyOf(latestOnly);
    }

    /** How many there were to look at of this batch. */
    int looked(String batch) {
        return looked.getOrDefault(batch, 0);
    }

    boolean isSpent(String batch) {
        return spent.getOrDefault(batch, 0) >= shares.getOrDefault(batch, 0);
    }

    /** Whether there is something that the dispatcher has to do now. */
    boolean isForDispatcher() {
        return !latestOnly.isEmpty() || present.stream().anyMatch(execution -> engaged.contains(execution.device()));
    }
}
