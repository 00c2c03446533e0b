package io.muster.provisioning.http;

import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization} header (RFC 6750), where it is none of the platform's own tokens. */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** Null if the header shows none. */
    static @Nullable String of(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() ? null : token;
    }
}
