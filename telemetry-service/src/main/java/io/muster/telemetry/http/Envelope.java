package io.muster.telemetry.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.muster.kit.json.CleanText;
import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a small device sends over HTTP: {@code {"sequence_number": …, "timestamp": …, "data": …}}, where data is an object
 * of values or an array of such. Without data all other fields are the values. Kept as the bytes that were sent.
 */
final class Envelope {

    private static final int MAX_FIELDS = 1_100;
    private static final int LONGEST_TIMESTAMP = 64;
    private static final String DATA = "data";
    private static final String TIMESTAMP = "timestamp";
    private static final String SEQUENCE = "sequence_number";
    private static final String CHECKSUM = "checksum";
    private static final String SHA256 = "sha256";
    private static final String DEVICE = "device_id";
    private static final Set<String> NO_VALUES = Set.of(DATA, TIMESTAMP, SEQUENCE, CHECKSUM, SHA256, DEVICE);

    private final Map<String, byte[]> fields;

    private Envelope(Map<String, byte[]> fields) {
        this.fields = fields;
    }

    /** @throws InvalidRequest if the body is no JSON object */
    static Envelope read(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw new InvalidRequest("body", "is required");
        }
        try (JsonParser json = JsonItems.JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRequest("body", "must be an object");
            }
            Map<String, byte[]> fields = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, JsonItems.current(json, body));
                if (fields.size() > MAX_FIELDS) {
                    throw new InvalidRequest("body", "has more than " + MAX_FIELDS + " fields");
                }
            }
            JsonItems.requireEnd(json);
            if (fields.getOrDefault(TIMESTAMP, new byte[0]).length > LONGEST_TIMESTAMP) {
                throw new InvalidRequest(TIMESTAMP, "is not a time");
            }
            return new Envelope(fields);
        } catch (IOException noJson) {
            throw new InvalidRequest("body", "is not JSON");
        }
    }

    /**
     * The device that it names; null if it names none.
     *
     * @throws InvalidRequest if that is no text
     */
    @Nullable
    String device() {
        byte @Nullable [] value = fields.get(DEVICE);
        if (value == null) {
            return null;
        }
        try (JsonParser json = JsonItems.JSON.createParser(value)) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (token != JsonToken.VALUE_STRING || !CleanText.isClean(json.getText())) {
                throw new InvalidRequest(DEVICE, "is not a text that names a device");
            }
            return json.getText().isEmpty() ? null : json.getText();
        } catch (IOException noText) {
            throw new InvalidRequest(DEVICE, "is not a text that names a device");
        }
    }

    /** Null if there is none. */
    @Nullable
    Long sequenceNumber() {
        @Nullable String text = text(SEQUENCE);
        if (text == null || text.equals("null")) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException noNumber) {
            throw new InvalidRequest(SEQUENCE, "must be a whole number");
        }
    }

    /** @throws InvalidRequest if a checksum was sent and is not the SHA-256 of the bytes of data, in hex */
    void verify() {
        verify(CHECKSUM);
        verify(SHA256);
    }

    private void verify(String name) {
        @Nullable String sent = text(name);
        if (sent == null || sent.equals("null")) {
            return;
        }
        String hex = sent.replace("\"", "").toLowerCase(Locale.ROOT).replaceFirst("^sha-?256[:=]", "");
        if (!hex.equals(HexFormat.of().formatHex(sha256(fields.getOrDefault(DATA, new byte[0]))))) {
            throw new InvalidRequest(name, "is not the SHA-256 of data");
        }
    }

    /** The messages in it: those in data, or the envelope itself. The sequence number goes with the first. */
    ItemReader<byte[]> messages() {
        byte @Nullable [] data = fields.get(DATA);
        return data == null ? new JsonItems(object(own(true), null)) : new Enveloped(new JsonItems(data));
    }

    private final class Enveloped implements ItemReader<byte[]> {

        private final JsonItems items;
        private Map<String, byte[]> own = own(true);

        Enveloped(JsonItems items) {
            this.items = items;
        }

        @Override
        public byte @Nullable [] next() {
            byte @Nullable [] item = items.next();
            if (item == null) {
                return null;
            }
            byte[] message = object(own, item);
            own = own(false);
            return message;
        }

        @Override
        public int size(byte[] item) {
            return item.length;
        }
    }

    /** What the envelope adds to a message of it. */
    private Map<String, byte[]> own(boolean first) {
        Map<String, byte[]> own = new LinkedHashMap<>();
        if (!fields.containsKey(DATA)) {
            fields.forEach((name, value) -> {
                if (!NO_VALUES.contains(name)) {
                    own.put(name, value);
                }
            });
        }
        if (first && fields.containsKey(SEQUENCE)) {
            own.put(SEQUENCE, fields.get(SEQUENCE));
        }
        if (fields.containsKey(TIMESTAMP)) {
            own.put(TIMESTAMP, fields.get(TIMESTAMP));
        }
        return own;
    }

    /** The item with these fields before its own, which win; an item that is no object is left for others to refuse. */
    private static byte[] object(Map<String, byte[]> own, byte @Nullable [] item) {
        String text = item == null ? "{}" : new String(item, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{") || own.isEmpty()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder joined = new StringBuilder("{");
        own.forEach((name, value) -> joined.append(joined.length() > 1 ? "," : "")
                .append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(name))
                .append("\":")
                .append(new String(value, StandardCharsets.UTF_8)));
        String rest = text.substring(1).strip();
        return joined.append(rest.equals("}") ? "" : ",")
                .append(rest)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable String text(String name) {
        byte @Nullable [] value = fields.get(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8).strip();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
