package io.muster.provisioning.credential;

import java.time.Instant;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.provisioning.authority.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * What the platform keeps of a credential. The proof itself is given out once and kept nowhere.
 *
 * @param verifier what a presented proof is compared with; see {@link CredentialEvent.Credential#verifier()}
 * @param leaf null unless it is a certificate
 * @param createdBy the person, program or device that asked for it
 */
public record Credential(
        CredentialId id,
        Kind kind,
        String verifier,
        Login login,
        Validity validity,
        Topics topics,
        @Nullable Leaf leaf,
        String createdBy,
        Instant createdAt) {

    Credential endingBy(Instant end) {
        return new Credential(id, kind, verifier, login, validity.endingBy(end), topics, leaf, createdBy, createdAt);
    }

    Credential keptBy(String other) {
        return new Credential(id, kind, other, login, validity, topics, leaf, createdBy, createdAt);
    }

    CredentialEvent.Credential listed() {
        return new CredentialEvent.Credential(
                id.text(),
                kind,
                verifier,
                login.clientId(),
                login.username(),
                validity.notBefore(),
                validity.expiresAt(),
                topics);
    }

    /** Without the verifier. */
    @Override
    public String toString() {
        return "Credential[id=" + id.text() + ", kind=" + kind + "]";
    }
}
