package io.muster.telemetry.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.telemetry.reading.Channels;
import io.muster.telemetry.reading.Reading;
import org.jspecify.annotations.Nullable;

/** Makes readings of a message, all of them or none: of an object in the form of its topic, or of an array of such. */
final class ReadingParser {

    private static final String TELEMETRY = "telemetry/";

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
        return usable(message, LosantForm.CHANNEL, new NativeForm(form.claimed(), null, form.values(), null), 0);
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
            return usable(message, channel, NativeForm.read(object), position);
        } catch (UnusablePayload unusable) {
            throw unusable.about(NativeForm.idOf(object));
        }
    }

    private Reading usable(IncomingMessage message, String channel, NativeForm form, int position)
            throws UnusablePayload {
        Instant time = believed(form.claimed(), message);
        return new Reading(
                message.workspace(),
                message.device(),
                channel,
                time,
                message.receivedAt(),
                form.claimed(),
                position,
                form.messageId(),
                bounded(form.values()),
                form.unit(),
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
