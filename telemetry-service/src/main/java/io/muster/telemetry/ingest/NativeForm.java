package io.muster.telemetry.ingest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.muster.telemetry.reading.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * What an object of our own form says: an object of values, or one of nothing but {@code value}, {@code unit},
 * {@code timestamp} and {@code messageId}.
 *
 * @param claimed the device's time; null if it says none
 */
record NativeForm(
        @Nullable Instant claimed, @Nullable String messageId, Map<String, Object> values, @Nullable String unit) {

    private static final String TIMESTAMP = "timestamp";
    private static final String MESSAGE_ID = "messageId";
    private static final String VALUE = "value";
    private static final String UNIT = "unit";
    private static final Set<String> SINGLE = Set.of(TIMESTAMP, MESSAGE_ID, VALUE, UNIT);
    private static final int MAX_MESSAGE_ID = 128;
    private static final int MAX_UNIT = 64;

    /** @throws UnusablePayload if any of it cannot be used */
    static NativeForm read(Map<String, Object> object) throws UnusablePayload {
        FiniteNumbers.require(object);
        boolean single = object.containsKey(VALUE) && SINGLE.containsAll(object.keySet());
        return new NativeForm(
                timestamp(object.get(TIMESTAMP)),
                messageId(object.get(MESSAGE_ID)),
                values(object, single),
                single ? unit(object.get(UNIT)) : null);
    }

    /** The message id as far as it can be read. */
    static @Nullable String idOf(Map<String, Object> object) {
        return id(object.get(MESSAGE_ID));
    }

    private static Map<String, Object> values(Map<String, Object> object, boolean single) throws UnusablePayload {
        Map<String, Object> values = new LinkedHashMap<>(object);
        values.remove(TIMESTAMP);
        values.remove(MESSAGE_ID);
        if (single) {
            values.remove(UNIT);
        }
        if (values.isEmpty()) {
            throw badValue("holds no value");
        }
        return values;
    }

    private static @Nullable Instant timestamp(@Nullable Object value) throws UnusablePayload {
        if (value == null) {
            return null;
        }
        return Timestamps.of(value).orElseThrow(() -> badValue("timestamp is neither milliseconds nor ISO 8601"));
    }

    private static @Nullable String messageId(@Nullable Object value) throws UnusablePayload {
        if (value == null) {
            return null;
        }
        @Nullable String id = id(value);
        if (id == null) {
            throw badValue("messageId is not a number or a text of 1 to " + MAX_MESSAGE_ID + " letters");
        }
        return id;
    }

    private static @Nullable String id(@Nullable Object value) {
        String text = value instanceof Integer || value instanceof Long ? value.toString() : text(value);
        return text.isEmpty() || text.length() > MAX_MESSAGE_ID ? null : text;
    }

    private static @Nullable String unit(@Nullable Object value) throws UnusablePayload {
        if (value == null) {
            return null;
        }
        if (!(value instanceof String unit) || unit.length() > MAX_UNIT) {
            throw badValue("unit is not a text of at most " + MAX_UNIT + " letters");
        }
        return unit;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static UnusablePayload badValue(String detail) {
        return new UnusablePayload(RejectionReason.BAD_VALUE, detail);
    }
}
