package io.muster.telemetry.rejected;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.muster.kit.paging.Cursor;
import io.muster.kit.problem.FieldChecks;
import io.muster.telemetry.history.HistoryLimits;
import io.muster.telemetry.history.PageLimit;
import io.muster.telemetry.ingest.RejectionReason;
import io.muster.telemetry.reading.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are wanted.
 *
 * @param device the {@code id} of the only sender that is wanted; null for all
 * @param reason the only one that is wanted; null for all
 * @param before only those that came before this one; null for the newest
 */
public record RejectedQuery(@Nullable String device, @Nullable String reason, int limit, @Nullable Place before) {

    /** Where a message stands in the list. */
    public record Place(Instant receivedAt, long id) {

        public String cursor() {
            return new Cursor(List.of(receivedAt.toString(), Long.toString(id))).text();
        }

        static Place parse(String cursor) {
            List<String> values = Cursor.parse(cursor).values();
            try {
                return new Place(Timestamps.exact(values.get(0)), Long.parseLong(values.get(1)));
            } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException notOurs) {
                throw Cursor.unknown();
            }
        }
    }

    private static final String REASONS =
            Arrays.stream(RejectionReason.values()).map(RejectionReason::code).collect(Collectors.joining(", "));

    /**
     * Reads a query as callers write it; null is what they leave out.
     *
     * @throws io.muster.kit.problem.InvalidRequest naming every parameter that is wrong
     */
    public static RejectedQuery parse(
            @Nullable String reason, @Nullable String limit, @Nullable String cursor, HistoryLimits limits) {
        @Nullable Place before = cursor == null ? null : Place.parse(cursor);
        FieldChecks checks = new FieldChecks();
        checks.require(reason == null || isKnown(reason), "reason", "must be one of " + REASONS);
        int number = PageLimit.parse(limit, limits, checks);
        checks.orRefuse();
        return new RejectedQuery(null, reason, number, before);
    }

    /** The same, of this sender alone. */
    public RejectedQuery of(String sender) {
        return new RejectedQuery(sender, reason, limit, before);
    }

    private static boolean isKnown(String reason) {
        return Arrays.stream(RejectionReason.values())
                .anyMatch(known -> known.code().equals(reason));
    }
}
