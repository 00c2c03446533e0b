package io.muster.broker.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Interner;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.TopicFilter;
import io.muster.events.rights.Rights;
import org.jspecify.annotations.Nullable;

/** One valid credential of a device, with the rights it gives. The broker holds all there are: nothing is kept twice. */
record KnownCredential(
        String id,
        Kind kind,
        String verifier,
        String clientId,
        @Nullable String username,
        Instant notBefore,
        @Nullable Instant expiresAt,
        Rights rights,
        Optional<ChosenPassword> chosen) {

    private static final Interner<List<TopicFilter>> SHARED = Interner.newWeakInterner();

    static KnownCredential of(String workspace, String device, Credential credential) {
        return new KnownCredential(
                credential.id(),
                credential.kind(),
                credential.verifier(),
                credential.clientId().equals(device) ? device : credential.clientId(),
                credential.username(),
                credential.notBefore(),
                credential.expiresAt(),
                Rights.ofDevice(
                                workspace,
                                device,
                                credential.topics().publish(),
                                credential.topics().subscribe())
                        .sharing(SHARED::intern),
                ChosenPassword.of(credential.verifier()));
    }

    /** Whether this is the credential that the client shows, under the names that belong to it. */
    boolean isShownBy(Evidence evidence, String itsClientId, @Nullable String itsUsername) {
        return kind == evidence.kind()
                && clientId.equals(itsClientId)
                && (evidence.provesName() || username == null || username.equals(itsUsername))
                && isShownBy(evidence);
    }

    private boolean isShownBy(Evidence evidence) {
        return chosen.map(password -> password.isShownBy(evidence.verifier()))
                .orElseGet(() -> MessageDigest.isEqual(bytes(verifier), bytes(evidence.verifier())));
    }

    Optional<Objection> objection(Instant now) {
        if (now.isBefore(notBefore)) {
            return Optional.of(Objection.CREDENTIAL_NOT_YET_VALID);
        }
        return expiresAt != null && !now.isBefore(expiresAt)
                ? Optional.of(Objection.CREDENTIAL_EXPIRED)
                : Optional.empty();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
