package io.muster.shadow.document;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Questions about JSON values: maps, lists, texts, numbers, booleans and null. */
final class JsonValues {

    private JsonValues() {}

    /** Whether both are the same JSON; 1 and 1.0 are the same number. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return a.equals(b) || decimal(a).compareTo(decimal(b)) == 0;
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.size() == b.size()
                    && a.entrySet().stream()
                            .allMatch(entry ->
                                    b.containsKey(entry.getKey()) && same(entry.getValue(), b.get(entry.getKey())));
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size() && sameInOrder(a.iterator(), b.iterator());
        }
        return Objects.equals(one, other);
    }

    /** Levels of objects and lists; a text or a number has none. */
    static int depth(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return 1
                    + object.values().stream().mapToInt(JsonValues::depth).max().orElse(0);
        }
        if (value instanceof List<?> array) {
            return 1 + array.stream().mapToInt(JsonValues::depth).max().orElse(0);
        }
        return 0;
    }

    /** Keys of an object and of the objects in it; lists are not looked into. */
    static int keys(Map<?, ?> object) {
        return object.size() + keysIn(object.values());
    }

    private static int keysIn(Collection<?> values) {
        return values.stream()
                .mapToInt(value -> {
                    if (value instanceof Map<?, ?> object) {
                        return keys(object);
                    }
                    return value instanceof List<?> array ? keysIn(array) : 0;
                })
                .sum();
    }

    /** Bytes of the value as compact JSON in UTF-8, escapes not counted. */
    static long size(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return brackets(object.size())
                    + object.entrySet().stream()
                            .mapToLong(entry -> size(entry.getKey()) + 1 + size(entry.getValue()))
                            .sum();
        }
        if (value instanceof List<?> array) {
            return brackets(array.size())
                    + array.stream().mapToLong(JsonValues::size).sum();
        }
        long text = String.valueOf(value).getBytes(StandardCharsets.UTF_8).length;
        return value instanceof CharSequence ? text + 2 : text;
    }

    /** Whether every number can be written down again: 1e400 is read as infinity. */
    static boolean isFinite(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.values().stream().allMatch(JsonValues::isFinite);
        }
        if (value instanceof List<?> array) {
            return array.stream().allMatch(JsonValues::isFinite);
        }
        return !(value instanceof Double number) || Double.isFinite(number);
    }

    private static boolean sameInOrder(Iterator<?> one, Iterator<?> other) {
        while (one.hasNext()) {
            if (!same(one.next(), other.next())) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    /** The brackets and the commas between so many members. */
    private static long brackets(int members) {
        return 2L + Math.max(0, members - 1);
    }
}
