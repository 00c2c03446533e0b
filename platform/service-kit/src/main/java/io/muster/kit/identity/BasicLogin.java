package io.muster.kit.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.muster.kit.json.CleanText;
import org.jspecify.annotations.Nullable;

/** What a client says in HTTP's Basic form (RFC 7617). */
public record BasicLogin(String username, String password) {

    private static final String SCHEME = "Basic ";
    private static final Pattern FULL_NAME = Pattern.compile("([a-z0-9_-]{2,64})/(.*)", Pattern.DOTALL);
    /** As many colons as a user name may reasonably hold: an IPv6 or EUI-64 address has seven. */
    private static final int MOST_READINGS = 16;

    private static final BasicLogin NOBODY = new BasicLogin("", "");

    /** Whether the header is of this form at all. */
    public static boolean isIn(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Nobody, who is known nowhere, if the header is missing or says anything else. */
    public static BasicLogin of(@Nullable String authorization) {
        return readings(authorization).get(0);
    }

    /**
     * All that the header may say, what RFC 7617 takes it for first: a device whose name holds colons, as an address of
     * a network card does, does not know that HTTP ends a user name at the first one. Never empty.
     */
    public static List<BasicLogin> readings(@Nullable String authorization) {
        String both = said(authorization);
        List<BasicLogin> readings = IntStream.range(0, both.length())
                .filter(at -> both.charAt(at) == ':')
                .limit(MOST_READINGS)
                .mapToObj(colon -> new BasicLogin(both.substring(0, colon), both.substring(colon + 1)))
                .toList();
        return readings.isEmpty() ? List.of(NOBODY) : readings;
    }

    private static String said(@Nullable String authorization) {
        if (authorization == null || !isIn(authorization)) {
            return "";
        }
        try {
            byte[] both = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            String text = new String(both, StandardCharsets.UTF_8);
            return CleanText.isClean(text) ? text : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The workspace before the first slash; null if none is said there. */
    public @Nullable String workspace() {
        Matcher full = FULL_NAME.matcher(username);
        return full.matches() ? full.group(1) : null;
    }

    /** The user name without the workspace. */
    public String name() {
        Matcher full = FULL_NAME.matcher(username);
        return full.matches() ? full.group(2) : username;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BasicLogin[username=" + username + "]";
    }
}
