package io.muster.provisioning.http;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.events.CredentialEvent.Topics;
import io.muster.provisioning.authority.DeviceCertificate;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.IssuedCredential;
import io.muster.provisioning.credential.IssuedCredential.IssuedCertificate;
import io.muster.provisioning.credential.IssuedCredential.IssuedSecret;
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
                    token.credential().validity().expiresAt());
        }
        if (issued instanceof IssuedSecret secret) {
            Credential kept = secret.credential();
            return new TokenView(
                    kept.login().username(),
                    secret.secret(),
                    kept.login().clientId(),
                    kept.topics(),
                    kept.validity().expiresAt());
        }
        IssuedCertificate certified = (IssuedCertificate) issued;
        DeviceCertificate made = certified.made();
        return new CertificateView(
                made.certificatePem(),
                made.privateKeyPem(),
                made.authorityPem(),
                device,
                certified.credential().topics(),
                certified.credential().validity().expiresAt());
    }

    /** @param expiresAt null, and written as null, for a token that does not expire */
    record TokenView(
            @Nullable String username, String password, String clientId, Topics topics, @Nullable Instant expiresAt)
            implements IssuedView {

        /** Without the password. */
        @Override
        public String toString() {
            return "TokenView[clientId=" + clientId + "]";
        }
    }

    /** @param privateKey absent if the device has kept it to itself */
    record CertificateView(
            String certificate,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String privateKey,
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
