package io.muster.command.postgres;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.command.execution.Step;
import org.jspecify.annotations.Nullable;

/** JSON that is kept as text, because it has to come out as it went in and nobody looks inside with SQL. */
@ApplicationScoped
class JsonText {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final TypeReference<Step> STEP = new TypeReference<>() {};

    private final ObjectMapper json;

    JsonText(ObjectMapper json) {
        this.json = json;
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON", e);
        }
    }

    @Nullable
    String writeOrNull(@Nullable Object value) {
        return value == null ? null : write(value);
    }

    Map<String, Object> readObject(String text) {
        return read(text, OBJECT);
    }

    @Nullable
    Object readOrNull(@Nullable String text) {
        return text == null ? null : read(text, new TypeReference<Object>() {});
    }

    /** @param history a step in each line */
    List<Step> readSteps(String history) {
        return history.lines().map(line -> read(line, STEP)).toList();
    }

    <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row holds text that is not JSON", e);
        }
    }
}
