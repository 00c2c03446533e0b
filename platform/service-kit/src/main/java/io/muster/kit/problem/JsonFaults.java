package io.muster.kit.problem;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.muster.kit.problem.Refusal.FieldError;

/** What is wrong with JSON, in words that tell nothing of the inside. */
public final class JsonFaults {

    private JsonFaults() {}

    /** The field at which reading ended; empty if it did not get as far as a field. */
    public static List<FieldError> fields(JsonProcessingException json) {
        if (!(json instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return List.of();
        }
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return List.of(new FieldError(
                path,
                json instanceof UnrecognizedPropertyException ? "is not known here" : "has a wrong type or value"));
    }
}
