package io.muster.telemetry.aggregate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/** What numbers add up to. */
public interface Aggregates {

    /**
     * @param timestamp at which the bucket begins
     * @param values by name; for a count whole numbers
     */
    record Point(Instant timestamp, String channel, Map<String, Number> values) {}

    /**
     * A point for each bucket and channel in which there is a number, by time and channel.
     *
     * @param devices whose numbers are put together, by {@code id}
     * @return fails with {@link io.muster.kit.problem.InvalidRequest} if there are more results than may be asked for
     */
    Uni<List<Point>> of(String workspace, List<String> devices, AggregateQuery query);
}
