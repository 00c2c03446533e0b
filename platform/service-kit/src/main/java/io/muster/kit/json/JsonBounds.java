package io.muster.kit.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** How large a JSON value is that is held as maps, lists, texts, numbers, booleans and nulls. */
public final class JsonTree {

    private JsonTree() {}

    /** How deep objects and lists are nested: 0 for a value that is neither, 1 for an empty object. */
    public static int depth(@Nullable Object value) {
        return children(value).stream().mapToInt(JsonTree::depth).max().orElse(0)
                + (value instanceof Map<?, ?> || value instanceof Collection<?> ? 1 : 0);
    }

    /** The size of all keys and values, in bytes of UTF-8, without what JSON puts around them. */
    public static long bytes(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .mapToLong(field -> bytes(field.getKey()) + bytes(field.getValue()))
                    .sum();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().mapToLong(JsonTree::bytes).sum();
        }
        return String.valueOf(value).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether every number in it is one that a {@code double} can hold. */
    public static boolean isFinite(@Nullable Object value) {
        return value instanceof Number number
                ? Double.isFinite(number.doubleValue())
                : children(value).stream().allMatch(JsonTree::isFinite);
    }

    private static Collection<?> children(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.values();
        }
        return value instanceof Collection<?> list ? list : List.of();
    }
}
