package io.muster.events;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a device may prove itself with, after a change. Each event lists <em>all</em> credentials that are valid after
 * it, so that the last event of a device is all there is to know: what is not listed is revoked.
 */
public sealed interface CredentialEvent extends LifecycleEvent {

    /** The {@code id} of the device. */
    String device();

    List<Credential> credentials();

    @Override
    default String subject() {
        return device();
    }

    @Override
    default Topic topic() {
        return Topic.DEVICE_CREDENTIALS;
    }

    /** How a credential is presented. */
    enum Kind {
        @JsonProperty("token")
        TOKEN,
        @JsonProperty("secret")
        SECRET,
        @JsonProperty("certificate")
        CERTIFICATE
    }

    /**
     * One credential, without anything that would let its reader pass for the device.
     *
     * @param verifier what a presented proof is compared with. Token: the {@code jti} claim. Secret: {@code
     *     hmac-sha256:<hex>}, the HMAC-SHA-256 of the UTF-8 secret under the platform's secret key. A password that a
     *     person chose: {@code argon2id:$argon2id$v=19$m=…,t=…,p=…$salt$hash}, the Argon2id hash of that very text, so
     *     that the slow hash can be made later, of the keyed one; until then the keyed one. Certificate: {@code
     *     x509-sha256:<hex>}, the SHA-256 of the DER certificate.
     * @param username what the device says with it: {@code {workspace}_{id}}; empty for a certificate
     * @param expiresAt empty for one that does not expire
     */
    record Credential(
            String id,
            Kind kind,
            String verifier,
            String clientId,
            @Nullable String username,
            Instant notBefore,
            @Nullable Instant expiresAt,
            Topics topics) {}

    /**
     * Full MQTT topic filters, workspace and device included.
     *
     * @param publish what the device may publish to
     * @param subscribe what it may subscribe to, itself or a part of it
     */
    record Topics(List<String> subscribe, List<String> publish) {}

    record CredentialsIssued(long revision, String workspace, String device, List<Credential> credentials)
            implements CredentialEvent {}

    record CredentialsRotated(long revision, String workspace, String device, List<Credential> credentials)
            implements CredentialEvent {}

    record CredentialsRevoked(long revision, String workspace, String device, List<Credential> credentials)
            implements CredentialEvent {}
}
