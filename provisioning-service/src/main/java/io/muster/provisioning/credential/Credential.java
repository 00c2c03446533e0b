package io.muster.provisioning.credential;

import java.time.Instant;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import org.jspecify.annotations.Nullable;

/**
 * What the platform keeps of a credential. The proof itself is given out once and kept nowhere.
 *
 * @param verifier what a presented proof is compared with; see {@link CredentialEvent.Credential#verifier()}
 * @param username what the device says with it; null for a certificate
 * @param expiresAt null for one that does not expire
 * @param createdBy the person or program that asked for it
 */
public record Credential(
        CredentialId id,
        Kind kind,
        String verifier,
        @Nullable String username,
        Instant notBefore,
        @Nullable Instant expiresAt,
        Topics topics,
        String createdBy,
        Instant createdAt) {

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    CredentialEvent.Credential listed(String device) {
        return new CredentialEvent.Credential(
                id.text(), kind, verifier, device, username, notBefore, expiresAt, topics);
    }

    /** Without the verifier. */
    @Override
    public String toString() {
        return "Credential[id=" + id.text() + ", kind=" + kind + "]";
    }
}
