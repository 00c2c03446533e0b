package io.muster.command.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.muster.command.batch.Turns.Given;
import io.muster.command.dispatch.DeviceCondition;
import io.muster.command.execution.Execution;

/** What is given out in a round. */
final class Portion {

    private final Map<String, Integer> shares;
    private final Instant now;
    private final List<Given> given = new ArrayList<>();
    private final Map<String, Integer> looked = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> spent = new HashMap<>();
    private final Map<String, Set<String>> latestOnly = new HashMap<>();

    /** @param shares how many of each batch those who are there may get */
    Portion(Map<String, Integer> shares, Instant now) {
        this.shares = Map.copyOf(shares);
        this.now = now;
        shares.keySet().forEach(batch -> spent.put(batch, 0));
    }

    /** The next one of its batch. Once one has to wait for a later round, so have all behind it. */
    void add(Execution execution, DeviceCondition device) {
        String batch = Objects.requireNonNull(execution.batchId());
        int place = looked.merge(batch, 1, Integer::sum);
        boolean isNext = place == counts.getOrDefault(batch, 0) + 1;
        boolean isAwaited = device.isAwaited(execution);
        if (!isNext || !isAwaited && isSpent(batch)) {
            return;
        }
        counts.merge(batch, 1, Integer::sum);
        given.add(new Given(execution.id(), isAwaited ? execution.expiresAt() : now));
        if (!isAwaited) {
            spent.merge(batch, 1, Integer::sum);
        }
        if (execution.delivery().latestOnly()) {
            latestOnly
                    .computeIfAbsent(execution.command(), command -> new HashSet<>())
                    .add(execution.device());
        }
    }

    List<Given> given() {
        return List.copyOf(given);
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

    /** How many the dispatcher has to do with now. */
    int size() {
        return spent.values().stream().mapToInt(Integer::intValue).sum();
    }
}
