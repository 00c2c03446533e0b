package io.muster.kit.json;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Finds text that Postgres cannot keep, which is U+0000 and halves of surrogate pairs, and text that nobody can see. */
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

    /** Whether it is a clean text without control characters. */
    public static boolean isLine(CharSequence text) {
        return isClean(text) && text.chars().noneMatch(Character::isISOControl);
    }

    /** As {@link #isClean(Object)}, and no control characters but tabs and ends of lines, and none in keys. */
    public static boolean isProse(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return isClean(text)
                    && text.chars()
                            .noneMatch(letter -> Character.isISOControl(letter) && letter != '\n' && letter != '\t');
        }
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .allMatch(entry -> isLine(String.valueOf(entry.getKey())) && isProse(entry.getValue()));
        }
        return !(value instanceof List<?> array) || array.stream().allMatch(CleanText::isProse);
    }

    /** The text with U+FFFD in place of whatever keeps it from being {@link #isProse prose}. */
    public static String prose(String text) {
        return text.codePoints()
                .map(point -> isProse(Character.toString(point)) ? point : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text, or as much of its begin as so many characters hold; no pair of surrogates is cut in two. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static boolean isClean(CharSequence text) {
        return text.codePoints().noneMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
    }
}
