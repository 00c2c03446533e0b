package io.muster.registry.device;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** RFC 7396 on maps: null removes, objects are merged, anything else replaces. */
final class MergePatch {

    private MergePatch() {}

    static Map<String, Object> apply(Map<String, ? extends @Nullable Object> target, Map<?, ?> patch) {
        Map<String, Object> merged = new LinkedHashMap<>(target);
        patch.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value == null) {
                merged.remove(name);
            } else if (value instanceof Map<?, ?> changes) {
                merged.put(name, apply(object(merged.get(name)), changes));
            } else {
                merged.put(name, value);
            }
        });
        return merged;
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> object.put(String.valueOf(name), field));
        }
        return object;
    }
}
