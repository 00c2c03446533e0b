package io.muster.shadow.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The ETag of a shadow is its version. */
final class VersionTag {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");
    /** No shadow has it: what a tag of something else stands for. */
    private static final long NEVER = -1;

    private VersionTag() {}

    /** The version that an {@code If-Match} asks for; null if it asks for none. */
    static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        return tag.matches() ? Long.parseLong(tag.group(1)) : NEVER;
    }
}
