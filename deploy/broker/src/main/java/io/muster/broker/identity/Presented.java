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

    /** Without the password. */
    @Override
    public String toString() {
        return "Presented[clientId=" + clientId + ", username=" + username + ", certificate=" + certificate.isPresent()
                + "]";
    }
}
