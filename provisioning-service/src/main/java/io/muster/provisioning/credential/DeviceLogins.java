package io.muster.provisioning.credential;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.Kind;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.BasicLogin;
import io.muster.kit.password.PasswordHashes;
import io.muster.provisioning.credential.CredentialRefusal.NotTrusted;
import io.muster.provisioning.secret.Secrets;
import io.muster.provisioning.signing.DeviceTokens;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Knows devices that come over HTTP, by the user name and the token or secret that they show to the broker. */
@ApplicationScoped
public class DeviceLogins {

    private static final Set<String> KEPT_OUT = Set.of("suspended", "deprecated");

    private final Credentials credentials;
    private final KnownDevices devices;
    private final DeviceTokens tokens;
    private final Secrets secrets;
    private final PasswordHashes passwords;
    private final Clock clock = Clock.systemUTC();

    DeviceLogins(
            Credentials credentials,
            KnownDevices devices,
            DeviceTokens tokens,
            Secrets secrets,
            PasswordHashes passwords) {
        this.credentials = credentials;
        this.devices = devices;
        this.tokens = tokens;
        this.secrets = secrets;
        this.passwords = passwords;
    }

    /** A device that has shown who it is, and with what. */
    public record Shown(KnownDevice device, Credential credential) {}

    /** Fails, always with the same words, if the credential is not valid or the device may not come in. */
    public Uni<Shown> authenticate(BasicLogin login) {
        return tokens.verified(login.password())
                .chain(token -> named(login)
                        .onItem()
                        .transformToMulti(held -> Multi.createFrom().iterable(held))
                        .select()
                        .when(held -> shows(held, token, login.password()))
                        .toUni())
                .onItem()
                .ifNull()
                .failWith(NotTrusted::new)
                .chain(this::shown);
    }

    @WithSession
    Uni<List<Held>> named(BasicLogin login) {
        return credentials.named(login.name(), clock.instant()).map(named -> named.stream()
                .filter(held -> login.workspace() == null || held.workspace().equals(login.workspace()))
                .toList());
    }

    private Uni<Boolean> shows(Held held, Optional<DeviceTokens.Claims> token, String password) {
        Credential credential = held.credential();
        if (credential.kind() != Kind.TOKEN) {
            return passwords.verifies(secrets.verifier(password), credential.verifier());
        }
        return Uni.createFrom()
                .item(token.filter(claims -> claims.device().equals(held.device())
                                && claims.id().equals(credential.verifier()))
                        .isPresent());
    }

    private Uni<Shown> shown(Held held) {
        return devices.byId(held.device())
                .onItem()
                .ifNull()
                .failWith(NotTrusted::new)
                .map(device -> admitted(new Shown(device, held.credential())));
    }

    private static Shown admitted(Shown shown) {
        if (KEPT_OUT.contains(shown.device().status())) {
            throw new NotTrusted();
        }
        return shown;
    }
}
