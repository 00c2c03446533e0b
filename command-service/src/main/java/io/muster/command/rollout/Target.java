package io.muster.command.rollout;

/** Whom a rollout is for. */
public sealed interface Target {

    /** Whoever is in the group when the rollout starts; of a continuous one also who joins it later. */
    record Group(String id) implements Target {}

    /** As {@link Group}, of those who meet the query. */
    record Query(String text) implements Target {}

    /**
     * Those who were named.
     *
     * @param devices how many
     */
    record Listed(int devices) implements Target {}
}
