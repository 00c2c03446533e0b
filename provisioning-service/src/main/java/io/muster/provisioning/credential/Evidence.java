package io.muster.provisioning.credential;

import java.time.Instant;
import java.util.Optional;

import io.muster.events.CredentialEvent.Kind;
import io.muster.events.EventJson;
import io.muster.kit.password.PasswordHashes;
import io.muster.provisioning.access.Objection;
import io.muster.provisioning.signing.DeviceTokens.Claims;
import io.smallrye.mutiny.Uni;

/**
 * What somebody shows who comes in the name of a device.
 *
 * @param token what it says, if it is a token that we have signed, whether over or not
 * @param keyed the verifier of it, if it is a secret
 * @param looksLikeToken whether it was meant as one, signed or not
 */
record Evidence(Optional<Claims> token, String keyed, boolean looksLikeToken) {

    private static final String TOKEN = "eyJ";

    static Evidence of(String shown, Optional<Claims> token, String keyed) {
        return new Evidence(token, keyed, shown.startsWith(TOKEN));
    }

    /** Whether it is the proof of this credential, valid or not. */
    Uni<Boolean> proves(String device, Credential credential, PasswordHashes passwords) {
        if (credential.kind() != Kind.TOKEN) {
            return passwords.verifies(keyed, credential.verifier());
        }
        return Uni.createFrom()
                .item(token.filter(claims ->
                                claims.device().equals(device) && claims.id().equals(credential.verifier()))
                        .isPresent());
    }

    /** What speaks against it, if no credential is known that it proves. */
    Objection objection(String device, Instant now) {
        return token.map(claims -> objection(claims, device, now))
                .orElseGet(() -> looksLikeToken
                        ? new Objection("token-not-valid", "The token is not signed by this platform, or damaged.")
                        : new Objection("wrong-password", "The password is none of the device's."));
    }

    private static Objection objection(Claims claims, String device, Instant now) {
        if (!claims.device().equals(device)) {
            return new Objection("token-of-another", "The token is another device's.");
        }
        Instant end = claims.expiresAt();
        return end != null && !end.isAfter(now)
                ? new Objection("credential-expired", "The token expired at " + EventJson.format(end) + ".")
                : new Objection("credential-revoked", "The token is valid by itself, but not listed any more.");
    }
}
