package io.muster.broker.identity;

import java.security.cert.X509Certificate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself when it connects.
 *
 * @param certificate the TLS client certificate whose key it has proven to hold
 */
public record Presented(
        String clientId, @Nullable String username, @Nullable String password, Optional<X509Certificate> certificate) {

    private static final int MAX_PRINTED = 64;

    /** The same of a client that is known under this id. */
    Presented under(String id) {
        return new Presented(id, username, password, certificate);
    }

    /** Fit for a log: what a stranger says may be long, and a line break in it must not forge a line. */
    public String printableClientId() {
        return printable(clientId);
    }

    static String printable(String said) {
        String clean = said.replaceAll("[^\\x21-\\x7E]", "?");
        return clean.length() > MAX_PRINTED ? clean.substring(0, MAX_PRINTED) : clean;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Presented[clientId=" + clientId + ", username=" + username + ", certificate=" + certificate.isPresent()
                + "]";
    }
}
