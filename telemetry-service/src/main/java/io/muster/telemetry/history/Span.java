package io.muster.telemetry.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.muster.kit.problem.FieldChecks;
import io.muster.telemetry.reading.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A span of time.
 *
 * @param from the earliest timestamp that is wanted
 * @param to the latest timestamp that is wanted; null for no end
 */
public record Span(Instant from, @Nullable Instant to) {

    private static final String NO_TIME = "must be milliseconds since 1970 or ISO 8601";

    /**
     * Reads a span as callers write it; null is what they leave out. A span without an end has none: a device's clock
     * may be a little ahead of ours, and what it said just now is the newest.
     *
     * @param back how far before its end, or before now, a span begins that names no start
     * @param checks gets to know every parameter that is wrong
     */
    public static Span parse(
            @Nullable String from, @Nullable String to, Duration back, Instant now, FieldChecks checks) {
        Optional<Instant> start = time(from);
        Optional<Instant> end = time(to);
        Instant first = start.orElseGet(() -> end.orElse(now).minus(back));
        checks.require(from == null || start.isPresent(), "from", NO_TIME)
                .require(to == null || end.isPresent(), "to", NO_TIME)
                .require(end.isEmpty() || !first.isAfter(end.get()), "from", "must not be after to");
        return new Span(first, end.orElse(null));
    }

    private static Optional<Instant> time(@Nullable String text) {
        return text == null ? Optional.empty() : Timestamps.parse(text);
    }
}
