package io.muster.shadow.http;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The ETag of a shadow is its version. */
final class VersionTag {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private VersionTag() {}

    /** The versions that an {@code If-Match} allows, none of them by the tags of something else; null if it allows all. */
    static @Nullable Set<Long> expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        return Stream.of(ifMatch.split(","))
                .map(tag -> TAG.matcher(tag.strip()))
                .filter(Matcher::matches)
                .map(tag -> Long.valueOf(tag.group(1)))
                .collect(Collectors.toSet());
    }
}
