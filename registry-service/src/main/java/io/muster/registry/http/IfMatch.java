package io.muster.registry.http;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;

import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.NullUnmarked;

/** The header {@code If-Match}: which revisions a change may be based on. Filled by the framework. */
@NullUnmarked
class IfMatch {

    private static final String HEADER = "If-Match";

    /** An ETag begins with the revision ({@link DeviceTag}); a weak one never matches (RFC 9110, 13.1.1). */
    private static final Pattern REVISION = Pattern.compile("\"(\\d{1,18})(?:-[0-9a-f]{1,8})?\"");

    /** Its lines but the empty ones, which the framework leaves out. */
    @HeaderParam(HEADER)
    List<String> lines;

    @Context
    HttpHeaders headers;

    /**
     * Any revision without the header or with {@code *}; otherwise those that it names.
     *
     * @throws InvalidRequest if it is there and empty: whoever sent it did not mean any revision
     */
    LongPredicate revisions() {
        if (lines.isEmpty() && headers.getRequestHeaders().containsKey(HEADER)) {
            throw new InvalidRequest(HEADER, "must be * or ETags with commas between them");
        }
        return revisions(lines);
    }

    static LongPredicate revisions(List<String> lines) {
        String tags = String.join(",", lines);
        if (tags.isEmpty() || tags.strip().equals("*")) {
            return revision -> true;
        }
        Set<Long> named = Arrays.stream(tags.split(","))
                .map(tag -> REVISION.matcher(tag.strip()))
                .filter(Matcher::matches)
                .map(tag -> Long.valueOf(tag.group(1)))
                .collect(Collectors.toSet());
        return named::contains;
    }
}
