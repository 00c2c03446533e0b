package io.muster.registry.credential;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a device's page shows of its newest credential: nothing that would let its reader pass for the device.
 *
 * @param type {@code token}, {@code secret} or {@code certificate}
 * @param username empty for a certificate
 * @param certificate the fingerprint of a certificate, {@code x509-sha256:<hex>}; empty for other types
 * @param expiresAt empty for one that does not expire
 * @param subscribe topic filters the device may subscribe to
 * @param publish topic filters the device may publish to
 */
public record DeviceCredential(
        String type,
        String clientId,
        @Nullable String username,
        @Nullable String certificate,
        @Nullable Instant expiresAt,
        List<String> subscribe,
        List<String> publish) {

    public DeviceCredential {
        subscribe = List.copyOf(subscribe);
        publish = List.copyOf(publish);
    }

    /** The newest of the credentials that are valid now; empty if none is. */
    static Optional<DeviceCredential> newestOf(List<Credential> credentials) {
        return credentials.stream()
                .max(Comparator.comparing(Credential::notBefore))
                .map(DeviceCredential::shown);
    }

    private static DeviceCredential shown(Credential credential) {
        return new DeviceCredential(
                credential.kind().name().toLowerCase(Locale.ROOT),
                credential.clientId(),
                credential.username(),
                credential.kind() == Kind.CERTIFICATE ? credential.verifier() : null,
                credential.expiresAt(),
                credential.topics().subscribe(),
                credential.topics().publish());
    }
}
