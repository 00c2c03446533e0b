package io.muster.broker.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

import io.muster.broker.rights.Rights;
import io.muster.events.CredentialEvent.Credential;
import org.jspecify.annotations.Nullable;

/** One valid credential of a device, with the rights it gives. */
record KnownCredential(Credential credential, Rights rights, Optional<ChosenPassword> chosen) {

    static KnownCredential of(Credential credential) {
        return new KnownCredential(
                credential,
                Rights.of(credential.topics().publish(), credential.topics().subscribe()),
                ChosenPassword.of(credential.verifier()));
    }

    /** Whether this is the credential that the client shows, under the names that belong to it. */
    boolean isShownBy(Evidence evidence, String clientId, @Nullable String username) {
        return credential.kind() == evidence.kind()
                && credential.clientId().equals(clientId)
                && (evidence.provesName()
                        || credential.username() == null
                        || credential.username().equals(username))
                && isShownBy(evidence);
    }

    private boolean isShownBy(Evidence evidence) {
        return chosen.map(password -> password.isShownBy(evidence.verifier()))
                .orElseGet(() -> MessageDigest.isEqual(bytes(credential.verifier()), bytes(evidence.verifier())));
    }

    Optional<Objection> objection(Instant now) {
        if (now.isBefore(credential.notBefore())) {
            return Optional.of(Objection.CREDENTIAL_NOT_YET_VALID);
        }
        return credential.expiresAt() != null && !now.isBefore(credential.expiresAt())
                ? Optional.of(Objection.CREDENTIAL_EXPIRED)
                : Optional.empty();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
