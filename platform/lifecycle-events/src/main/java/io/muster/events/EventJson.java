package io.muster.events;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** The one JSON form of events. A field that a reader does not know is ignored, so that fields may be added. */
public final class EventJson {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(times())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EventJson() {}

    /** ISO 8601 in UTC with exactly three decimals: the one form of a time in events and in answers. */
    public static String format(Instant time) {
        return MILLIS.format(time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Writes every {@link Instant} as {@link #format} does and reads any ISO 8601 instant. */
    public static Module times() {
        return new SimpleModule("muster-times")
                .addSerializer(Instant.class, new InstantWriter())
                .addDeserializer(Instant.class, new InstantReader());
    }

    /** The body of the event's record. */
    public static String write(LifecycleEvent event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Event cannot be written as JSON: " + event.getClass(), e);
        }
    }

    /**
     * Reads a record's body.
     *
     * @param typeName the value of {@link EventRecord#TYPE}
     * @return empty for a type that this version does not know; a newer service may say it
     * @throws UnreadableEvent if the body is not what the type promises
     */
    public static Optional<LifecycleEvent> read(String typeName, byte[] body) {
        return EventType.named(typeName).map(type -> read(type, body));
    }

    private static LifecycleEvent read(EventType type, byte[] body) {
        try {
            return MAPPER.readValue(body, type.event());
        } catch (IOException e) {
            throw new UnreadableEvent(type.typeName(), e);
        }
    }

    /** A body that does not hold the event that its type names. */
    public static final class UnreadableEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableEvent(String typeName, Exception cause) {
            super("Unreadable event of type " + typeName, cause);
        }
    }

    private static final class InstantWriter extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeString(format(value));
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString();
            try {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            } catch (RuntimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not an ISO 8601 time");
            }
        }
    }
}
