package io.muster.command.rollout;

/** Who comes first. */
public sealed interface Order {

    /** By lot. */
    record Random() implements Order {}

    /** As they were listed; those of a group or a query as they were registered. */
    record Listed() implements Order {}

    /**
     * Each wave holds the same share of each value.
     *
     * @param field {@code type}, {@code info.…} or {@code metadata.…}
     */
    record Spread(String field) implements Order {}
}
