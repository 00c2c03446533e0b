package io.muster.kit.json;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Finds text that Postgres cannot keep: U+0000 and halves of surrogate pairs. */
public final class CleanText {

    private CleanText() {}

    /** Whether every key and text in a JSON value (maps, lists, texts, numbers) can be kept. */
    public static boolean isClean(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return isClean(text);
        }
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream().allMatch(entry -> isClean(entry.getKey()) && isClean(entry.getValue()));
        }
        return !(value instanceof List<?> array) || array.stream().allMatch(CleanText::isClean);
    }

    private static boolean isClean(CharSequence text) {
        return text.codePoints().noneMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
    }
}
