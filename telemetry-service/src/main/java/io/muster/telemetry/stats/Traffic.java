package io.muster.telemetry.stats;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What came of a device in a period.
 *
 * @param messages all that came, also those that were rejected or known before
 * @param bytes of their payloads
 * @param duplicates readings that were known before
 * @param gaps messages that are missing, seen by their sequence numbers
 * @param rejected messages that were no readings
 * @param first when the first message came; null if none did
 * @param batteryTrend percent per hour, of the channel that says most of the battery; null where there are not two values
 *     at two times
 */
public record Traffic(
        long messages,
        long bytes,
        long duplicates,
        long gaps,
        long rejected,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Double batteryTrend) {

    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    /** Bytes; null if nothing came. */
    public @Nullable Long averageSize() {
        return messages == 0 ? null : Math.round((double) bytes / messages);
    }

    /** Seconds from one message to the next; null if there are not two. */
    public @Nullable Double averageInterval() {
        return messages < 2 || first == null || last == null
                ? null
                : Duration.between(first, last).toMillis() / MILLIS / (messages - 1);
    }

    /** Rejected messages, in percent of all. */
    public double errorRate() {
        return messages == 0 ? 0 : PERCENT * rejected / messages;
    }
}
