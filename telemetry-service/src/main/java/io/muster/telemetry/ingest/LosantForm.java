package io.muster.telemetry.ingest;

import java.time.Instant;
import java.util.Map;

import io.muster.telemetry.reading.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * What a device that speaks Losant says: {@code {"time": {"$date": …}, "data": {…}}}. The time may be missing; it may
 * also stand where the object would, without {@code $date}.
 *
 * @param claimed when it was measured, as the device says; null if it does not
 */
record LosantForm(Map<String, Object> values, @Nullable Instant claimed) {

    static final String PATH = "losant/state";
    /** Losant knows no channels. */
    static final String CHANNEL = "state";

    @SuppressWarnings("unchecked")
    static LosantForm read(@Nullable Object payload) throws UnusablePayload {
        if (!(payload instanceof Map<?, ?> state) || !(state.get("data") instanceof Map<?, ?> data) || data.isEmpty()) {
            throw badValue("has no object data with a value in it");
        }
        @Nullable Object time = state.get("time") instanceof Map<?, ?> object ? object.get("$date") : state.get("time");
        return new LosantForm((Map<String, Object>) data, time == null ? null : instant(time));
    }

    private static Instant instant(Object time) throws UnusablePayload {
        return Timestamps.of(time).orElseThrow(() -> badValue("time is neither milliseconds nor ISO 8601"));
    }

    private static UnusablePayload badValue(String detail) {
        return new UnusablePayload(RejectionReason.BAD_VALUE, detail);
    }
}
