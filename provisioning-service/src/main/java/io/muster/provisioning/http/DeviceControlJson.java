package io.muster.provisioning.http;

import java.io.IOException;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.kit.json.CleanText;
import io.muster.kit.problem.InvalidRequest;

/**
 * Reads what clients of this dialect write: unknown fields, unset fields as null, numbers for texts, and the comma after
 * the last field that stands in the reference's own examples.
 */
@Singleton
class DeviceControlJson {

    private final ObjectMapper json;

    DeviceControlJson(ObjectMapper strict) {
        this.json = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        json.getFactory().setStreamReadConstraints(strict.getFactory().streamReadConstraints());
    }

    /** @throws InvalidRequest if the body is not a JSON object */
    JsonNode read(byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException notJson) {
            // The same answer as for a JSON value that is no object.
        }
        throw new InvalidRequest("body", "must be a JSON object");
    }

    /**
     * The text of a field; empty if it is missing or null.
     *
     * @throws InvalidRequest if it is not a text
     */
    static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!(value.isTextual() || value.isIntegralNumber()) || !CleanText.isClean(value.asText())) {
            throw new InvalidRequest(field, "must be a text");
        }
        return Optional.of(value.asText());
    }
}
