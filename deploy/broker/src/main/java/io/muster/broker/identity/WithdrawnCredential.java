package io.muster.broker.identity;

import java.time.Instant;

import io.muster.events.CredentialEvent.Kind;
import org.jspecify.annotations.Nullable;

/** A credential that is not listed any more. */
record WithdrawnCredential(String id, Kind kind, String verifier, @Nullable Instant expiresAt) {

    static WithdrawnCredential of(KnownCredential credential) {
        return new WithdrawnCredential(
                credential.id(), credential.kind(), credential.verifier(), credential.expiresAt());
    }

    /** Whether it is what the client shows; of passwords that people chose that is not worth a slow hash. */
    boolean isShownBy(Evidence evidence) {
        return kind == evidence.kind() && verifier.equals(evidence.verifier());
    }
}
