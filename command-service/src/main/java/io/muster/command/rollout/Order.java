package io.muster.command.rollout;

import java.util.List;

/** Who comes first. */
public sealed interface Order {

    /** By lot. */
    record Random() implements Order {}

    /** As they were listed; those of a group or a query as they were registered. */
    record Listed() implements Order {}

    /**
     * Each wave holds the same share of each value.
     *
     * @param column {@code type}, {@code info} or {@code metadata}
     * @param path the keys below it; none of the type
     */
    record Spread(String column, List<String> path) implements Order {
        public Spread {
            path = List.copyOf(path);
        }
    }
}
