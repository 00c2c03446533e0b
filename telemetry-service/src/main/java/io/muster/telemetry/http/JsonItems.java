package io.muster.telemetry.http;

import java.io.IOException;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a body into messages without changing a byte of them: the items of an array; anything else is one message.
 * Whether they can be used is not decided here.
 */
final class JsonItems implements ItemReader<byte[]> {

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    private final byte[] body;
    private final JsonParser json;
    private final boolean array;
    private boolean ended;

    /** @throws InvalidRequest if the body does not begin as JSON does */
    JsonItems(byte[] body) {
        this.body = body;
        try {
            this.json = JSON.createParser(body);
            this.array = json.nextToken() == JsonToken.START_ARRAY;
        } catch (IOException noJson) {
            throw noJson();
        }
    }

    @Override
    public byte @Nullable [] next() {
        if (ended) {
            return null;
        }
        if (!array) {
            ended = true;
            return body;
        }
        try {
            ended = json.nextToken() == JsonToken.END_ARRAY;
            if (!ended) {
                return current(json, body);
            }
            requireEnd(json);
            return null;
        } catch (IOException broken) {
            throw noJson();
        }
    }

    @Override
    public int size(byte[] item) {
        return item.length;
    }

    /** The value at which the parser stands. */
    static byte[] current(JsonParser json, byte[] body) throws IOException {
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        return Arrays.copyOfRange(body, start, (int) json.currentLocation().getByteOffset());
    }

    /** @throws IOException if anything stands behind what was read */
    static void requireEnd(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "two documents");
        }
    }

    private static InvalidRequest noJson() {
        return new InvalidRequest("body", "is not JSON");
    }
}
