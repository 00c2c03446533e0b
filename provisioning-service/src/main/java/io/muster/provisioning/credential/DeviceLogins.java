package io.muster.provisioning.credential;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

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
import org.jspecify.annotations.Nullable;

/** Knows devices that come over HTTP, by the user name and the token or secret that they show to the broker. */
@ApplicationScoped
public class DeviceLogins {

    private final Credentials credentials;
    private final KnownDevices devices;
    private final DeviceTokens tokens;
    private final Secrets secrets;
    private final PasswordHashes passwords;
    private final FailedLogins failed;
    private final Clock clock = Clock.systemUTC();

    DeviceLogins(
            Credentials credentials,
            KnownDevices devices,
            DeviceTokens tokens,
            Secrets secrets,
            PasswordHashes passwords,
            FailedLogins failed) {
        this.credentials = credentials;
        this.devices = devices;
        this.tokens = tokens;
        this.secrets = secrets;
        this.passwords = passwords;
        this.failed = failed;
    }

    /** A device that has shown who it is, and with what. */
    public record Shown(KnownDevice device, Credential credential) {}

    /**
     * Fails, always with the same words, if the credential is not valid or the device may not come in; why, stands in
     * the device's access log.
     *
     * @param address whose IP address it is
     */
    public Uni<Shown> authenticate(BasicLogin login, String address) {
        return tokens.signed(login.password()).chain(token -> {
            Evidence evidence = Evidence.of(login.password(), token, secrets.verifier(login.password()));
            return proven(login, evidence)
                    .chain(held -> held == null
                            ? failed.note(login, evidence, address).chain(DeviceLogins::refuse)
                            : shown(held, address));
        });
    }

    private Uni<@Nullable Held> proven(BasicLogin login, Evidence evidence) {
        return named(login)
                .onItem()
                .transformToMulti(held -> Multi.createFrom().iterable(held))
                .select()
                .when(held -> evidence.proves(held.device(), held.credential(), passwords))
                .toUni();
    }

    @WithSession
    Uni<List<Held>> named(BasicLogin login) {
        return credentials.named(login.name(), clock.instant()).map(named -> named.stream()
                .filter(held -> login.workspace() == null || held.workspace().equals(login.workspace()))
                .toList());
    }

    private Uni<Shown> shown(Held held, String address) {
        return devices.byId(held.device())
                .onItem()
                .ifNull()
                .failWith(NotTrusted::new)
                .chain(device -> device.isKeptOut()
                        ? failed.note(device, address).chain(DeviceLogins::refuse)
                        : Uni.createFrom().item(new Shown(device, held.credential())));
    }

    private static Uni<Shown> refuse() {
        return Uni.createFrom().failure(NotTrusted::new);
    }
}
