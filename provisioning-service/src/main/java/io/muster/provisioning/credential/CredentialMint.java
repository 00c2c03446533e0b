package io.muster.provisioning.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.Kind;
import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.authority.CertificateAuthorities;
import io.muster.provisioning.authority.DeviceCertificate;
import io.muster.provisioning.credential.IssuedCredential.IssuedCertificate;
import io.muster.provisioning.credential.IssuedCredential.IssuedToken;
import io.muster.provisioning.signing.DeviceTokens;
import io.muster.provisioning.signing.DeviceTokens.Claims;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Makes credentials. What it makes is worth nothing before it is entered in the {@link CredentialLedger}. */
@ApplicationScoped
class CredentialMint {

    private final DeviceTokens tokens;
    private final CertificateAuthorities authorities;
    private final CredentialSettings settings;
    private final Clock clock = Clock.systemUTC();

    CredentialMint(DeviceTokens tokens, CertificateAuthorities authorities, CredentialSettings settings) {
        this.tokens = tokens;
        this.authorities = authorities;
        this.settings = settings;
    }

    Uni<IssuedCredential> mint(KnownDevice device, CredentialOrder order, String createdBy) {
        // Tokens and certificates know whole seconds only; so do our answers and events.
        Batch batch = new Batch(device, order, createdBy, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return switch (order.authType()) {
            case TOKEN -> token(batch);
            case CERTIFICATE -> certificate(batch);
        };
    }

    private record Batch(KnownDevice device, CredentialOrder order, String createdBy, Instant now) {

        Credential credential(
                CredentialId id,
                Kind kind,
                String verifier,
                @Nullable String username,
                Instant notBefore,
                @Nullable Instant expiresAt) {
            return new Credential(
                    id,
                    kind,
                    verifier,
                    username,
                    notBefore,
                    expiresAt,
                    order.permissions().topics(device.workspace(), device.id()),
                    createdBy,
                    now);
        }
    }

    private Uni<IssuedCredential> token(Batch batch) {
        KnownDevice device = batch.device();
        CredentialId id = CredentialId.next();
        Instant notBefore = batch.now().minus(settings.backdating());
        @Nullable Instant expiresAt = batch.order().expiry(batch.now()).orElse(null);
        String username = device.workspace() + "_" + device.id();
        Credential credential = batch.credential(id, Kind.TOKEN, id.text(), username, notBefore, expiresAt);
        return tokens.sign(new Claims(id.text(), device.workspace(), device.id(), batch.now(), notBefore, expiresAt))
                .map(password -> new IssuedToken(credential, username, password));
    }

    /** A certificate always expires: one that should not gets the longest life that may be asked for. */
    private Uni<IssuedCredential> certificate(Batch batch) {
        KnownDevice device = batch.device();
        Instant notBefore = batch.now().minus(settings.backdating());
        Instant expiresAt = batch.order().expiry(batch.now()).orElseGet(() -> batch.now()
                .plus(Duration.ofDays(settings.maxExpiryDays())));
        return authorities
                .of(device.workspace(), notBefore)
                .map(authority -> authority.issue(device.id(), notBefore, expiresAt))
                .map(made -> issued(batch, made, notBefore));
    }

    private static IssuedCredential issued(Batch batch, DeviceCertificate made, Instant notBefore) {
        Credential credential = batch.credential(
                CredentialId.next(),
                Kind.CERTIFICATE,
                "x509-sha256:" + made.fingerprint(),
                null,
                notBefore,
                made.expiresAt());
        return new IssuedCertificate(credential, made.certificatePem(), made.privateKeyPem(), made.authorityPem());
    }
}
