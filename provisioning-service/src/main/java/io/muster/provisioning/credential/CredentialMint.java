package io.muster.provisioning.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.Kind;
import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.authority.CertificateAuthorities;
import io.muster.provisioning.authority.CertificateAuthority;
import io.muster.provisioning.authority.DeviceCertificate;
import io.muster.provisioning.authority.Leaf;
import io.muster.provisioning.authority.ProvenKey;
import io.muster.provisioning.credential.IssuedCredential.IssuedCertificate;
import io.muster.provisioning.credential.IssuedCredential.IssuedSecret;
import io.muster.provisioning.credential.IssuedCredential.IssuedToken;
import io.muster.provisioning.secret.Secrets;
import io.muster.provisioning.signing.DeviceTokens;
import io.muster.provisioning.signing.DeviceTokens.Claims;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Makes credentials. What it makes is worth nothing before it is entered in the {@link CredentialLedger}. */
@ApplicationScoped
class CredentialMint {

    private final DeviceTokens tokens;
    private final CertificateAuthorities authorities;
    private final Secrets secrets;
    private final CredentialSettings settings;
    private final Clock clock = Clock.systemUTC();

    CredentialMint(
            DeviceTokens tokens, CertificateAuthorities authorities, Secrets secrets, CredentialSettings settings) {
        this.tokens = tokens;
        this.authorities = authorities;
        this.secrets = secrets;
        this.settings = settings;
    }

    Uni<IssuedCredential> mint(KnownDevice device, CredentialOrder order, String createdBy) {
        // Tokens and certificates know whole seconds only; so do our answers and events.
        Batch batch = new Batch(device, order, createdBy, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        if (order.proof() instanceof Proof.Certificate certificate) {
            return certificate(batch, certificate.key());
        }
        if (order.proof() instanceof Proof.Secret secret) {
            return Uni.createFrom().item(secret(batch, secret.login()));
        }
        return order.proof() instanceof Proof.Password chosen
                ? Uni.createFrom().item(password(batch, chosen))
                : token(batch);
    }

    private final class Batch {

        private final KnownDevice device;
        private final CredentialOrder order;
        private final String createdBy;
        private final Instant now;
        private final CredentialId id = CredentialId.next();

        Batch(KnownDevice device, CredentialOrder order, String createdBy, Instant now) {
            this.device = device;
            this.order = order;
            this.createdBy = createdBy;
            this.now = now;
        }

        Instant notBefore() {
            return now.minus(settings.backdating());
        }

        Credential credential(Kind kind, String verifier, Login login) {
            return credential(kind, verifier, login, order.expiry(now).orElse(null), null);
        }

        Credential credential(
                Kind kind, String verifier, Login login, @Nullable Instant expiresAt, @Nullable Leaf leaf) {
            return new Credential(
                    id,
                    kind,
                    verifier,
                    login,
                    new Validity(notBefore(), expiresAt, order.life().orElse(null)),
                    order.topics(),
                    leaf,
                    createdBy,
                    now);
        }
    }

    private Uni<IssuedCredential> token(Batch batch) {
        KnownDevice device = batch.device;
        String username = device.workspace() + "_" + device.id();
        Claims claims = new Claims(
                batch.id.inToken(),
                device.id(),
                batch.now,
                batch.order.expiry(batch.now).orElse(null));
        Credential credential = batch.credential(Kind.TOKEN, claims.id(), new Login(device.id(), username));
        return tokens.sign(claims).map(password -> new IssuedToken(credential, username, password));
    }

    /** A certificate always expires: one that should not gets the longest life that may be asked for. */
    private Uni<IssuedCredential> certificate(Batch batch, Optional<ProvenKey> key) {
        Instant expiresAt = batch.order
                .expiry(batch.now)
                .orElseGet(() -> batch.now.plus(Duration.ofDays(settings.maxExpiryDays())));
        return authorities
                .of(batch.device.workspace(), batch.notBefore())
                .map(authority -> issued(batch, made(authority, batch, key, expiresAt)));
    }

    private static DeviceCertificate made(
            CertificateAuthority authority, Batch batch, Optional<ProvenKey> key, Instant expiresAt) {
        String device = batch.device.id();
        return key.map(own -> authority.certify(device, own, batch.notBefore(), expiresAt))
                .orElseGet(() -> authority.issue(device, batch.notBefore(), expiresAt));
    }

    private static IssuedCredential issued(Batch batch, DeviceCertificate made) {
        Credential credential = batch.credential(
                Kind.CERTIFICATE,
                verifier(made.fingerprint()),
                new Login(batch.device.id(), null),
                made.expiresAt(),
                made.leaf());
        return new IssuedCertificate(credential, made);
    }

    /** What is kept of a certificate; see {@link io.muster.events.CredentialEvent.Credential#verifier()}. */
    static String verifier(String fingerprint) {
        return "x509-sha256:" + fingerprint;
    }

    private IssuedCredential secret(Batch batch, Login login) {
        String secret = secrets.make(batch.now);
        return new IssuedSecret(batch.credential(Kind.SECRET, secrets.verifier(secret), login), secret);
    }

    /** The keyed hash stands in until the slow one is made; see {@link PasswordHardening}. */
    private IssuedCredential password(Batch batch, Proof.Password chosen) {
        String keyed = secrets.verifier(chosen.password());
        return new IssuedSecret(batch.credential(Kind.SECRET, keyed, chosen.login()), chosen.password());
    }
}
