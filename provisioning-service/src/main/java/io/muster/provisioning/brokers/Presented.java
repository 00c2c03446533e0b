package io.muster.provisioning.brokers;

import java.security.cert.X509Certificate;
import java.util.Optional;

import io.muster.kit.identity.BasicLogin;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself when it connects to a broker.
 *
 * @param login user name and password, if it says both
 * @param certificate the TLS client certificate whose key it has proven to hold
 * @param commonName of that certificate, where the broker passes on no more
 * @param address the client's IP address, as the broker says
 */
public record Presented(
        String clientId,
        Optional<BasicLogin> login,
        Optional<X509Certificate> certificate,
        @Nullable String commonName,
        String address) {}
