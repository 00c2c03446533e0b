package io.muster.telemetry.history;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import io.muster.kit.problem.FieldChecks;
import io.muster.telemetry.reading.Channels;
import io.muster.telemetry.reading.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Which of a device's readings are wanted: the newest of a span of time.
 *
 * @param from the earliest timestamp that is wanted
 * @param to the latest timestamp that is wanted; null for no end
 * @param channel the only one that is wanted; null for all
 */
public record HistoryQuery(Instant from, @Nullable Instant to, @Nullable String channel, int limit) {

    private static final String NO_TIME = "must be milliseconds since 1970 or ISO 8601";

    /**
     * Reads a query as callers write it; null is what they leave out. A query without an end has none: a device's
     * clock may be a little ahead of ours, and what it said just now is the newest.
     *
     * @throws io.muster.kit.problem.InvalidRequest naming every parameter that is wrong
     */
    public static HistoryQuery parse(
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable String limit,
            Instant now,
            HistoryLimits limits) {
        Optional<Instant> start = time(from);
        Optional<Instant> end = time(to);
        OptionalInt number = limit == null ? OptionalInt.of(limits.defaultLimit()) : number(limit);
        Instant first = start.orElseGet(() -> end.orElse(now).minus(limits.defaultSpan()));
        new FieldChecks()
                .require(from == null || start.isPresent(), "from", NO_TIME)
                .require(to == null || end.isPresent(), "to", NO_TIME)
                .require(end.isEmpty() || !first.isAfter(end.get()), "from", "must not be after to")
                .require(channel == null || Channels.isName(channel), "channel", "is not a channel's name")
                .require(
                        number.isPresent() && number.getAsInt() >= 1 && number.getAsInt() <= limits.maxLimit(),
                        "limit",
                        "must be a number from 1 to " + limits.maxLimit())
                .orRefuse();
        return new HistoryQuery(first, end.orElse(null), channel, number.getAsInt());
    }

    private static Optional<Instant> time(@Nullable String text) {
        return text == null ? Optional.empty() : Timestamps.parse(text);
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException noNumber) {
            return OptionalInt.empty();
        }
    }
}
