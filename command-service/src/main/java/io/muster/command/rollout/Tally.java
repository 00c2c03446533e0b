package io.muster.command.rollout;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.muster.command.execution.Stage;

/**
 * How far some devices of a rollout have come.
 *
 * @param size how many they are, whether they have been sent to or not
 * @param counts executions in each stage; stages without any may be missing
 */
public record Tally(long size, Map<Stage, Long> counts) {

    private static final double HUNDRED = 100;

    public Tally {
        counts = Map.copyOf(counts);
    }

    static Tally sum(List<Tally> tallies) {
        Map<Stage, Long> counts = new EnumMap<>(Stage.class);
        tallies.forEach(tally -> tally.counts.forEach((stage, count) -> counts.merge(stage, count, Long::sum)));
        return new Tally(tallies.stream().mapToLong(Tally::size).sum(), counts);
    }

    public long of(Stage stage) {
        return counts.getOrDefault(stage, 0L);
    }

    /** Of how many it is known how it ended. */
    long ended() {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().isOpen())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    boolean isEnded() {
        return ended() >= size;
    }

    double percentOfAll(Stage stage) {
        return size == 0 ? 0 : of(stage) * HUNDRED / size;
    }

    double percentOfEnded(Stage stage) {
        long ended = ended();
        return ended == 0 ? 0 : of(stage) * HUNDRED / ended;
    }
}
