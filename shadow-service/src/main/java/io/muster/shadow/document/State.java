package io.muster.shadow.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A JSON object that says how a device is, or how it should be. Its keys keep the order in which they came; arrays are
 * values like any other and are never looked into.
 *
 * @param values texts, numbers, booleans, lists and maps of such; null only inside of lists
 */
public record State(Map<String, @Nullable Object> values) {

    public static final State EMPTY = new State(Map.of());

    public State {
        values = Collections.unmodifiableMap(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** This state with a merge patch of RFC 7396 applied: null removes a key, objects are merged, all else replaces. */
    public State merge(Map<String, @Nullable Object> patch) {
        return new State(merged(values, patch));
    }

    /** The merge patch that makes the other state of this one. */
    public Map<String, @Nullable Object> patchTo(State other) {
        return patch(values, other.values);
    }

    /** Whether both say the same; numbers count by value, the order of keys does not count. */
    public boolean isSameAs(State other) {
        return JsonValues.same(values, other.values);
    }

    private static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> target, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(target);
        patch.forEach((key, value) -> {
            if (value == null) {
                result.remove(key);
            } else if (value instanceof Map<?, ?>) {
                result.put(key, merged(objectOrEmpty(result.get(key)), object(value)));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    private static Map<String, @Nullable Object> patch(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(key -> patch.put(key, null));
        after.forEach((key, value) -> {
            Object there = before.get(key);
            if (value instanceof Map<?, ?> && there instanceof Map<?, ?>) {
                Map<String, @Nullable Object> deeper = patch(object(there), object(value));
                if (!deeper.isEmpty()) {
                    patch.put(key, deeper);
                }
            } else if (!JsonValues.same(value, there)) {
                patch.put(key, value);
            }
        });
        return patch;
    }

    private static Map<String, @Nullable Object> objectOrEmpty(@Nullable Object value) {
        return value instanceof Map<?, ?> ? object(value) : Map.of();
    }

    /** JSON has no other keys than texts. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(Object value) {
        return (Map<String, @Nullable Object>) value;
    }
}
