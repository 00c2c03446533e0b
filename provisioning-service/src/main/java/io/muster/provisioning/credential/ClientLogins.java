package io.muster.provisioning.credential;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.Kind;
import io.muster.kit.identity.BasicLogin;
import io.muster.kit.password.PasswordHashes;
import io.muster.provisioning.authority.Fingerprint;
import io.muster.provisioning.secret.Secrets;
import io.muster.provisioning.signing.DeviceTokens;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Knows devices by what they show to a broker under their client id. Whether a device may come in is not asked here, only
 * whether it is the one.
 */
@ApplicationScoped
public class ClientLogins {

    private final Credentials credentials;
    private final DeviceTokens tokens;
    private final Secrets secrets;
    private final PasswordHashes passwords;
    private final FailedLogins failed;
    private final Clock clock = Clock.systemUTC();

    ClientLogins(
            Credentials credentials,
            DeviceTokens tokens,
            Secrets secrets,
            PasswordHashes passwords,
            FailedLogins failed) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.secrets = secrets;
        this.passwords = passwords;
        this.failed = failed;
    }

    /** What counts now of the credentials under this client id. */
    @WithSession
    public Uni<List<Held>> of(String clientId) {
        Instant now = clock.instant();
        return credentials.ofClient(clientId, now).map(held -> held.stream()
                .filter(one -> !one.credential().validity().notBefore().isAfter(now))
                .toList());
    }

    /**
     * The credential that the token, the secret or the password is of, under the user name that goes with it; null if it
     * is of none, which the people of that device are told.
     *
     * @param address from where it comes
     */
    public Uni<@Nullable Held> byPassword(String clientId, BasicLogin login, String address) {
        return evidence(login).chain(evidence -> of(clientId)
                .onItem()
                .transformToMulti(held -> Multi.createFrom().iterable(held))
                .select()
                .where(held -> isNamed(held, login))
                .select()
                .when(held -> evidence.proves(held.device(), held.credential(), passwords))
                .toUni()
                .call(held -> held == null
                        ? failed.note(login, evidence, address)
                        : Uni.createFrom().voidItem()));
    }

    /** The credential that the certificate is, whose key the client has proven to hold; null if it is none. */
    public Uni<@Nullable Held> byCertificate(String clientId, X509Certificate certificate) {
        String verifier = CredentialMint.verifier(Fingerprint.of(certificate));
        return certificate(clientId, credential -> credential.verifier().equals(verifier));
    }

    /** A certificate of this client; null if it has none. For a broker that has verified the one that was shown. */
    public Uni<@Nullable Held> byName(String clientId) {
        return certificate(clientId, credential -> true);
    }

    private Uni<@Nullable Held> certificate(String clientId, Predicate<Credential> wanted) {
        return of(clientId).map(held -> held.stream()
                .filter(one -> one.credential().kind() == Kind.CERTIFICATE && wanted.test(one.credential()))
                .findFirst()
                .orElse(null));
    }

    private Uni<Evidence> evidence(BasicLogin login) {
        return tokens.signed(login.password())
                .map(token -> Evidence.of(login.password(), token, secrets.verifier(login.password())));
    }

    private static boolean isNamed(Held held, BasicLogin login) {
        String name = held.credential().login().username();
        return held.credential().kind() != Kind.CERTIFICATE
                && (name == null
                        || name.equals(login.username())
                        || (held.workspace() + "/" + name).equals(login.username()));
    }
}
