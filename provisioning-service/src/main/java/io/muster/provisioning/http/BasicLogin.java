package io.muster.provisioning.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.muster.kit.json.CleanText;
import org.jspecify.annotations.Nullable;

/** What a client says in HTTP's Basic form (RFC 7617). */
record BasicLogin(String username, String password) {

    private static final String SCHEME = "Basic ";
    private static final BasicLogin NOBODY = new BasicLogin("", "");

    /** Nobody, who is known nowhere, if the header is missing or says anything else. */
    static BasicLogin of(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
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

    /** Without the password. */
    @Override
    public String toString() {
        return "BasicLogin[username=" + username + "]";
    }
}
