package io.muster.kit.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.muster.kit.json.CleanText;
import org.jspecify.annotations.Nullable;

/** What a client says in HTTP's Basic form (RFC 7617). */
public record BasicLogin(String username, String password) {

    private static final String SCHEME = "Basic ";
    private static final Pattern FULL_NAME = Pattern.compile("([a-z0-9_-]{2,64})/(.*)", Pattern.DOTALL);
    private static final BasicLogin NOBODY = new BasicLogin("", "");

    /** Whether the header is of this form at all. */
    public static boolean isIn(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Nobody, who is known nowhere, if the header is missing or says anything else. */
    public static BasicLogin of(@Nullable String authorization) {
        if (authorization == null || !isIn(authorization)) {
            return NOBODY;
        }
        try {
            String both = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(SCHEME.length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0 || !CleanText.isClean(both)
                    ? NOBODY
                    : new BasicLogin(both.substring(0, colon), both.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return NOBODY;
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
