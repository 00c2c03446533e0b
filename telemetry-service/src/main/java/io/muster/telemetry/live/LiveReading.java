package io.muster.telemetry.live;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.muster.telemetry.history.StoredReading;

/**
 * A reading that was stored just now.
 *
 * @param device the {@code id}
 */
public record LiveReading(String workspace, String device, StoredReading reading) {

    private static final String SEPARATOR = "-";

    /** Names it among all, and says when it came. */
    public String eventId() {
        return micros(reading.receivedAt()) + SEPARATOR + Long.toHexString(reading.fingerprint());
    }

    Instant receivedAt() {
        return reading.receivedAt();
    }

    /** When the reading with this event id came; empty if it is none. */
    static Optional<Instant> receivedAt(String eventId) {
        try {
            return Optional.of(Instant.EPOCH.plus(Long.parseLong(eventId.split(SEPARATOR, 2)[0]), ChronoUnit.MICROS));
        } catch (NumberFormatException | ArithmeticException notOurs) {
            return Optional.empty();
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
