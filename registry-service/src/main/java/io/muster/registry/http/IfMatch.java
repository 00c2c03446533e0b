package io.muster.registry.http;

import java.util.Arrays;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The header {@code If-Match}: which revisions a change may be based on. */
final class IfMatch {

    static final String HEADER = "If-Match";

    /** A device's ETag is its revision; a weak tag never matches (RFC 9110, 13.1.1). */
    private static final Pattern REVISION = Pattern.compile("\"(\\d{1,18})\"");

    private IfMatch() {}

    /** Any revision without the header or with {@code *}; otherwise those that it names. */
    static LongPredicate revisions(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return revision -> true;
        }
        Set<Long> named = Arrays.stream(header.split(","))
                .map(tag -> REVISION.matcher(tag.strip()))
                .filter(Matcher::matches)
                .map(tag -> Long.valueOf(tag.group(1)))
                .collect(Collectors.toSet());
        return named::contains;
    }
}
