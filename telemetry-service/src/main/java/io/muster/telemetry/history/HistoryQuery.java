package io.muster.telemetry.history;

import java.time.Instant;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * A page of a device's readings.
 *
 * @param limit the most readings that are wanted
 * @param after the reading after which the page begins; null for the first page
 */
public record HistoryQuery(Selection selection, int limit, @Nullable Position after) {

    /**
     * Reads a query as callers write it; null is what they leave out.
     *
     * @throws io.muster.kit.problem.InvalidRequest naming every parameter that is wrong
     */
    public static HistoryQuery parse(
            Selection.Wanted wanted,
            @Nullable String limit,
            @Nullable String cursor,
            Instant now,
            HistoryLimits limits) {
        FieldChecks checks = new FieldChecks();
        Selection selection = Selection.parse(wanted, now, limits, checks);
        int number = PageLimit.parse(limit, limits, checks);
        @Nullable Position after = cursor == null ? null : Position.parse(cursor);
        checks.orRefuse();
        return new HistoryQuery(selection, number, after);
    }

    /** The same with room for one reading more: whether it comes says whether there is a next page. */
    HistoryQuery andOneMore() {
        return new HistoryQuery(selection, limit + 1, after);
    }
}
