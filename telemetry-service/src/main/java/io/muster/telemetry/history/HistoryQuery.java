package io.muster.telemetry.history;

import java.time.Instant;
import java.util.OptionalInt;

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
        OptionalInt number = limit == null ? OptionalInt.of(limits.defaultLimit()) : number(limit);
        @Nullable Position after = cursor == null ? null : Position.parse(cursor);
        checks.require(
                        number.isPresent() && number.getAsInt() >= 1 && number.getAsInt() <= limits.maxLimit(),
                        "limit",
                        "must be a number from 1 to " + limits.maxLimit())
                .orRefuse();
        return new HistoryQuery(selection, number.getAsInt(), after);
    }

    /** The same with room for one reading more: whether it comes says whether there is a next page. */
    HistoryQuery andOneMore() {
        return new HistoryQuery(selection, limit + 1, after);
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException noNumber) {
            return OptionalInt.empty();
        }
    }
}
