package io.muster.telemetry.reading;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a device said of one channel at one time.
 *
 * @param timestamp when it was measured, in milliseconds: the device's word if it can be believed, else
 *     {@code receivedAt}
 * @param receivedAt when the platform got it
 * @param claimed the time that the device gave, believed or not; null if it gave none
 * @param position its place in the message, from 0
 * @param messageId the device's own name for it; a reading of the same name is not stored again
 * @param values at least one, by name: JSON as maps, lists, texts, finite numbers, truth values and null
 * @param unit of the one value of a reading that came as value and unit
 * @param history it was told long after its time, and does not say how the device is now
 */
public record Reading(
        String workspace,
        String device,
        String channel,
        Instant timestamp,
        Instant receivedAt,
        @Nullable Instant claimed,
        int position,
        @Nullable String messageId,
        Map<String, Object> values,
        @Nullable String unit,
        boolean history) {

    /** By when they were measured, then by when they came. */
    public static final Comparator<Reading> BY_TIME =
            Comparator.comparing(Reading::timestamp).thenComparing(Reading::receivedAt);

    /** When the device was there to say this. A clock may be wrong by hours, so its own time counts for history alone. */
    public Instant saidAt() {
        return history && timestamp.isBefore(receivedAt) ? timestamp : receivedAt;
    }

    /** Whether the device gave a time that could not be believed. */
    public boolean isClockWrong() {
        return claimed != null && !claimed.equals(timestamp);
    }
}
