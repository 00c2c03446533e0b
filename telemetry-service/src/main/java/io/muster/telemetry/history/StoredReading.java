package io.muster.telemetry.history;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A reading as it is kept.
 *
 * @param claimed what the device said of the time, where it was not believed; never known of a latest reading
 * @param fingerprint tells readings apart that are otherwise alike; 0 of a latest reading
 */
public record StoredReading(
        String channel,
        Instant timestamp,
        Instant receivedAt,
        @Nullable Instant claimed,
        Map<String, Object> values,
        @Nullable String unit,
        @Nullable String messageId,
        long fingerprint) {

    Position position() {
        return new Position(timestamp, receivedAt, channel, fingerprint);
    }
}
