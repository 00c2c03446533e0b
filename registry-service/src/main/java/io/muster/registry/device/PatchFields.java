package io.muster.registry.device;

import java.util.List;
import java.util.Map;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** The fields of a merge patch, read as what they should be; what they are not is noted in the checks. */
public record PatchFields(Map<String, @Nullable Object> fields, FieldChecks checks) {

    /** The text after the patch; null if the patch removes it. */
    public @Nullable String text(String name, @Nullable String current) {
        if (!fields.containsKey(name)) {
            return current;
        }
        Object value = fields.get(name);
        checks.require(value == null || value instanceof String, name, "must be a text");
        return value instanceof String text ? text : null;
    }

    /** The list after the patch; empty if the patch removes it. */
    public List<String> texts(String name, List<String> current) {
        if (!fields.containsKey(name)) {
            return current;
        }
        Object value = fields.get(name);
        List<?> list = value instanceof List<?> elements ? elements : List.of();
        boolean texts = list.stream().allMatch(String.class::isInstance);
        checks.require(value == null || value instanceof List<?> && texts, name, "must be a list of texts");
        return texts ? list.stream().map(String.class::cast).toList() : List.of();
    }
}
