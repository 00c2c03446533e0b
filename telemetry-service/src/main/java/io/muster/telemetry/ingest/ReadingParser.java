package io.muster.telemetry.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.telemetry.reading.Channels;
import io.muster.telemetry.reading.Reading;
import io.muster.telemetry.reading.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Makes readings of a message, all of them or none. A message is an object of values, or an object of nothing but
 * {@code value}, {@code unit}, {@code timestamp} and {@code messageId}, or an array of such objects.
 */
final class ReadingParser {

    private static final String TELEMETRY = "telemetry/";
    private static final String TIMESTAMP = "timestamp";
    private static final String MESSAGE_ID = "messageId";
    private static final String VALUE = "value";
    private static final String UNIT = "unit";
    private static final Set<String> SINGLE = Set.of(TIMESTAMP, MESSAGE_ID, VALUE, UNIT);
    private static final int MAX_MESSAGE_ID = 128;
    private static final int MAX_UNIT = 64;

    private final PayloadReader payloads;
    private final IngestLimits limits;

    ReadingParser(PayloadReader payloads, IngestLimits limits) {
        this.payloads = payloads;
        this.limits = limits;
    }

    /** @throws UnusablePayload if any part of the message cannot be used */
    List<Reading> parse(IncomingMessage message) throws UnusablePayload {
        if (message.payload().length > limits.maxPayloadBytes()) {
            throw new UnusablePayload(
                    RejectionReason.TOO_LARGE, "has more than " + limits.maxPayloadBytes() + " bytes");
        }
        if (message.isHistory()) {
            return telemetry(message, message.path().substring(IncomingMessage.HISTORY.length()));
        }
        if (message.path().startsWith(TELEMETRY)) {
            String channel = message.path().substring(TELEMETRY.length());
            if (channel.equals(Channels.STATUS)) {
                throw new UnusablePayload(
                        RejectionReason.BAD_TOPIC, "names the channel of health, which has a topic of its own: status");
            }
            return telemetry(message, channel);
        }
        if (message.path().equals(LosantForm.PATH)) {
            return List.of(losant(message));
        }
        return List.of(reading(message, Channels.STATUS, StatusForm.read(message, payloads), 0));
    }

    /** The number of a message that is no reading; null if it has none that can be read. */
    Heard.@Nullable Sequence sequence(IncomingMessage message) {
        @Nullable String channel = channel(message);
        if (channel == null || !Channels.isName(channel) || message.payload().length > limits.maxPayloadBytes()) {
            return null;
        }
        try {
            Object payload = payloads.read(message.payload());
            Object first = payload instanceof List<?> items && !items.isEmpty() ? items.get(0) : payload;
            return first instanceof Map<?, ?> values ? Heard.sequence(channel, values) : null;
        } catch (UnusablePayload unreadable) {
            return null;
        }
    }

    /** Null for a topic that names none. */
    private static @Nullable String channel(IncomingMessage message) {
        if (message.isHistory()) {
            return message.path().substring(IncomingMessage.HISTORY.length());
        }
        if (message.path().startsWith(TELEMETRY)) {
            String channel = message.path().substring(TELEMETRY.length());
            return channel.equals(Channels.STATUS) ? null : channel;
        }
        return message.path().equals(LosantForm.PATH) ? LosantForm.CHANNEL : Channels.STATUS;
    }

    private Reading losant(IncomingMessage message) throws UnusablePayload {
        LosantForm form = LosantForm.read(payloads.read(message.payload()));
        FiniteNumbers.require(form.values());
        Instant time = believed(form.claimed(), message);
        return new Reading(
                message.workspace(),
                message.device(),
                LosantForm.CHANNEL,
                time,
                message.receivedAt(),
                form.claimed(),
                0,
                null,
                bounded(form.values()),
                null,
                isHistory(time, message));
    }

    private List<Reading> telemetry(IncomingMessage message, String channel) throws UnusablePayload {
        if (!Channels.isName(channel)) {
            throw new UnusablePayload(RejectionReason.BAD_TOPIC, "names no channel");
        }
        Object payload = payloads.read(message.payload());
        if (payload instanceof List<?> array) {
            return readings(message, channel, array);
        }
        return List.of(reading(message, channel, object(payload), 0));
    }

    private List<Reading> readings(IncomingMessage message, String channel, List<?> array) throws UnusablePayload {
        if (array.isEmpty()) {
            throw badValue("holds no reading");
        }
        if (array.size() > limits.maxReadings()) {
            throw new UnusablePayload(RejectionReason.TOO_LARGE, "has more than " + limits.maxReadings() + " readings");
        }
        List<Reading> readings = new ArrayList<>(array.size());
        for (Object item : array) {
            readings.add(reading(message, channel, object(item), readings.size()));
        }
        return readings;
    }

    private Reading reading(IncomingMessage message, String channel, Map<String, Object> object, int position)
            throws UnusablePayload {
        try {
            return usable(message, channel, object, position);
        } catch (UnusablePayload unusable) {
            throw unusable.about(idOf(object.get(MESSAGE_ID)));
        }
    }

    private Reading usable(IncomingMessage message, String channel, Map<String, Object> object, int position)
            throws UnusablePayload {
        FiniteNumbers.require(object);
        @Nullable Instant claimed = timestamp(object.get(TIMESTAMP));
        Instant time = believed(claimed, message);
        boolean single = object.containsKey(VALUE) && SINGLE.containsAll(object.keySet());
        return new Reading(
                message.workspace(),
                message.device(),
                channel,
                time,
                message.receivedAt(),
                claimed,
                position,
                messageId(object.get(MESSAGE_ID)),
                bounded(values(object, single)),
                single ? unit(object.get(UNIT)) : null,
                isHistory(time, message));
    }

    private boolean isHistory(Instant time, IncomingMessage message) {
        return message.isHistory() || time.isBefore(message.receivedAt().minus(limits.newsAge()));
    }

    /** The device's word if it can be believed. */
    private Instant believed(@Nullable Instant claimed, IncomingMessage message) throws UnusablePayload {
        Instant receivedAt = message.receivedAt();
        if (claimed == null) {
            return receivedAt.truncatedTo(ChronoUnit.MILLIS);
        }
        Duration age = message.isHistory() ? limits.maxHistory() : limits.maxAge();
        if (!claimed.isBefore(receivedAt.minus(age)) && !claimed.isAfter(receivedAt.plus(limits.maxAhead()))) {
            return claimed;
        }
        return switch (limits.clockSkew()) {
            case FLAG -> receivedAt.truncatedTo(ChronoUnit.MILLIS);
            case REJECT ->
                throw new UnusablePayload(
                        RejectionReason.CLOCK_SKEW,
                        "has a time more than " + age.toSeconds() + " s ago or more than "
                                + limits.maxAhead().toSeconds() + " s ahead");
        };
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

    private Map<String, Object> bounded(Map<String, Object> values) throws UnusablePayload {
        if (values.size() > limits.maxValues()) {
            throw new UnusablePayload(RejectionReason.TOO_LARGE, "has more than " + limits.maxValues() + " values");
        }
        for (String name : values.keySet()) {
            if (name.length() > limits.maxNameLength()) {
                throw badValue("has a name of more than " + limits.maxNameLength() + " letters");
            }
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
        @Nullable String id = idOf(value);
        if (id == null) {
            throw badValue("messageId is not a number or a text of 1 to " + MAX_MESSAGE_ID + " letters");
        }
        return id;
    }

    private static @Nullable String idOf(@Nullable Object value) {
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

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) throws UnusablePayload {
        if (value instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw badValue("is neither an object nor an array of objects");
    }

    private static UnusablePayload badValue(String detail) {
        return new UnusablePayload(RejectionReason.BAD_VALUE, detail);
    }
}
