package io.muster.kit.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * How much JSON may be kept of one thing, in maps, lists, texts, numbers, booleans and nulls.
 *
 * @param bytes of all keys and values in UTF-8, without what JSON puts around them
 * @param depth of objects and lists in each other; 1 for an object that contains neither
 */
public record JsonBounds(int bytes, int depth) {

    /** Notes for the field what is wrong with the value. */
    public void check(String field, @Nullable Object value, FieldChecks checks) {
        checks.require(CleanText.isProse(value), field, "must not contain control characters or half a surrogate pair")
                .require(isFinite(value), field, "contains a number that is too large")
                .require(depth(value) <= depth, field, "is nested too deeply")
                .require(bytes(value) <= bytes, field, "must not be larger than " + bytes + " bytes");
    }

    private static int depth(@Nullable Object value) {
        return children(value).stream().mapToInt(JsonBounds::depth).max().orElse(0)
                + (value instanceof Map<?, ?> || value instanceof Collection<?> ? 1 : 0);
    }

    private static long bytes(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .mapToLong(field -> bytes(field.getKey()) + bytes(field.getValue()))
                    .sum();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().mapToLong(JsonBounds::bytes).sum();
        }
        return String.valueOf(value).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether every number in it is one that can be said again: what is too large for a double was read as infinite. */
    public static boolean isFinite(@Nullable Object value) {
        return value instanceof Number number
                ? Double.isFinite(number.doubleValue())
                : children(value).stream().allMatch(JsonBounds::isFinite);
    }

    private static Collection<?> children(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.values();
        }
        return value instanceof Collection<?> list ? list : List.of();
    }
}
