package io.muster.telemetry.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.kit.problem.InvalidRequest;

/** Cuts a body into messages without changing a byte of them: whether they can be used is not decided here. */
final class JsonItems {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonItems() {}

    /** The items of an array; anything else is one message. */
    static List<byte[]> ofJson(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return List.of(body);
            }
            List<byte[]> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(current(json, body));
            }
            return items;
        } catch (IOException noJson) {
            throw new InvalidRequest("body", "is not JSON");
        }
    }

    /** The value at which the parser stands. */
    static byte[] current(JsonParser json, byte[] body) throws IOException {
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        return Arrays.copyOfRange(body, start, (int) json.currentLocation().getByteOffset());
    }
}
