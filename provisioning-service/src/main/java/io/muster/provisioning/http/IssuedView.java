package io.muster.provisioning.http;

import java.time.Instant;

import io.muster.events.CredentialEvent.Topics;
import io.muster.provisioning.credential.IssuedCredential;
import io.muster.provisioning.credential.IssuedCredential.IssuedCertificate;
import io.muster.provisioning.credential.IssuedCredential.IssuedToken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A fresh credential as its device needs it: the only time that anybody sees its secret. */
@Schema(oneOf = {IssuedView.TokenView.class, IssuedView.CertificateView.class})
sealed interface IssuedView {

    static IssuedView of(String device, IssuedCredential issued) {
        if (issued instanceof IssuedToken token) {
            return new TokenView(
                    token.username(),
                    token.password(),
                    device,
                    token.credential().topics(),
                    token.credential().expiresAt());
        }
        IssuedCertificate made = (IssuedCertificate) issued;
        return new CertificateView(
                made.certificate(),
                made.privateKey(),
                made.caCertificate(),
                device,
                made.credential().topics(),
                made.credential().expiresAt());
    }

    /** @param expiresAt null, and written as null, for a token that does not expire */
    record TokenView(String username, String password, String clientId, Topics topics, @Nullable Instant expiresAt)
            implements IssuedView {

        /** Without the password. */
        @Override
        public String toString() {
            return "TokenView[clientId=" + clientId + "]";
        }
    }

    record CertificateView(
            String certificate,
            String privateKey,
            String caCertificate,
            String clientId,
            Topics topics,
            @Nullable Instant expiresAt)
            implements IssuedView {

        /** Without the key. */
        @Override
        public String toString() {
            return "CertificateView[clientId=" + clientId + "]";
        }
    }
}
