package io.muster.telemetry.http;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.telemetry.history.StoredReading;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Reading")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReadingView(
        @Schema(description = "When it was measured: the device's time if it can be believed, else receivedAt")
                Instant timestamp,
        @Schema(description = "When the platform got it") Instant receivedAt,
        @Schema(description = "The device's time, where it could not be believed") @Nullable Instant claimedTimestamp,
        String channel,
        @Schema(description = "What was measured, by name; a message of value and unit has the one name 'value'")
                Map<String, Object> values,
        @Nullable String unit,
        @Nullable String messageId) {

    static ReadingView of(StoredReading reading) {
        return new ReadingView(
                reading.timestamp(),
                reading.receivedAt(),
                reading.claimed(),
                reading.channel(),
                reading.values(),
                reading.unit(),
                reading.messageId());
    }
}
