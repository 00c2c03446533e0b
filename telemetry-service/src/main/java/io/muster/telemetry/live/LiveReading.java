package io.muster.telemetry.live;

import java.time.Instant;

import io.muster.telemetry.history.StoredReading;

/**
 * A reading that was stored just now.
 *
 * @param device the {@code id}
 */
public record LiveReading(String workspace, String device, StoredReading reading) {

    Instant receivedAt() {
        return reading.receivedAt();
    }
}
