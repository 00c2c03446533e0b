package io.muster.registry.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.JsonFaults;
import io.muster.kit.problem.Refusal.FieldError;
import io.muster.registry.device.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * The body of a batch, {@code {"devices": […]}}: found to be whole at first, so that a broken one changes nothing, and
 * then read in parts, because thousands of devices as objects are many times as large as their text.
 */
final class DeviceListing {

    private static final String FIELD = "devices";

    /** Where a device stands in the body, in bytes. */
    private record Span(int offset, int length) {}

    private final byte[] body;
    private final ObjectMapper json;
    private final List<Span> spans;

    private DeviceListing(byte[] body, ObjectMapper json, List<Span> spans) {
        this.body = body;
        this.json = json;
        this.spans = spans;
    }

    /**
     * @param limit how many devices there may be
     * @throws JsonProcessingException if the body is not JSON
     * @throws InvalidRequest if it is not a list of devices, or too long
     */
    static DeviceListing read(byte[] body, int limit, ObjectMapper json) throws IOException {
        try (JsonParser parser = json.getFactory().createParser(body)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "body", "must be an object");
            List<Span> spans = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                require(parser.currentName().equals(FIELD) && spans == null, parser.currentName(), "is not known here");
                require(parser.nextToken() == JsonToken.START_ARRAY, FIELD, "must be a list");
                spans = spans(parser, limit);
            }
            require(spans != null, FIELD, "is required");
            require(parser.nextToken() == null, "body", "goes on after its end");
            return new DeviceListing(body, json, spans == null ? List.of() : spans);
        }
    }

    private static List<Span> spans(JsonParser parser, int limit) throws IOException {
        List<Span> spans = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(spans.size() < limit, FIELD, "must not be more than " + limit);
            int offset = (int) parser.currentTokenLocation().getByteOffset();
            require(offset >= 0, "body", "must be UTF-8");
            parser.skipChildren();
            // A number or a word ends only where the next thing begins.
            int end = (int) parser.currentLocation().getByteOffset();
            spans.add(new Span(offset, end - offset));
        }
        return spans;
    }

    int size() {
        return spans.size();
    }

    /** The devices from this one to before that one. */
    List<Candidate> part(int from, int until) {
        return spans.subList(from, until).stream().map(this::candidate).toList();
    }

    private Candidate candidate(Span span) {
        try {
            NewDevice device = json.readValue(body, span.offset(), span.length(), NewDevice.class);
            require(device != null, "device", "must be an object");
            return Candidate.of(device.givenId(), device.profile());
        } catch (InvalidRequest wrong) {
            return Candidate.unreadable(deviceId(span), wrong.errors());
        } catch (JsonProcessingException wrong) {
            List<FieldError> fields = JsonFaults.fields(wrong);
            return Candidate.unreadable(
                    deviceId(span), fields.isEmpty() ? List.of(new FieldError("device", "must be an object")) : fields);
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes in memory cannot be read", impossible);
        }
    }

    private @Nullable String deviceId(Span span) {
        try {
            JsonNode device = json.readTree(body, span.offset(), span.length());
            return device.path("deviceId").isTextual() ? device.path("deviceId").textValue() : null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidRequest(field, message);
        }
    }
}
