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
    private final CredentialUse uses;
    private final FailedLogins failed;
    private final Clock clock = Clock.systemUTC();

    DeviceLogins(
            Credentials credentials,
            KnownDevices devices,
            DeviceTokens tokens,
            Secrets secrets,
            PasswordHashes passwords,
            CredentialUse uses,
            FailedLogins failed) {
        this.credentials = credentials;
        this.devices = devices;
        this.tokens = tokens;
        this.secrets = secrets;
        this.passwords = passwords;
        this.uses = uses;
        this.failed = failed;
    }

    /** A device that has shown who it is, and with what. */
    public record Shown(KnownDevice device, Credential credential) {}

    /**
     * Fails, always with the same words, if the credential is not valid or the device may not come in; why, stands in
     * the device's access log.
     *
     * @param readings what was said, in the order in which it is tried
     * @param address whose IP address it is
     */
    public Uni<Shown> authenticate(List<BasicLogin> readings, String address) {
        return each(readings)
                .onItem()
                .transformToUniAndConcatenate(login -> evidence(login).chain(evidence -> proven(login, evidence)))
                .toUni()
                .onItem()
                .ifNull()
                .switchTo(() -> refuse(readings, address))
                .chain(held -> shown(held, address))
                .call(shown -> uses.overHttp(shown.device(), shown.credential().id()));
    }

    private Uni<Held> refuse(List<BasicLogin> readings, String address) {
        return each(readings)
                .onItem()
                .transformToUniAndConcatenate(
                        login -> evidence(login).chain(evidence -> failed.note(login, evidence, address)))
                .collect()
                .last()
                .chain(noted -> Uni.createFrom().failure(NotTrusted::new));
    }

    private Uni<Evidence> evidence(BasicLogin login) {
        return tokens.signed(login.password())
                .map(token -> Evidence.of(login.password(), token, secrets.verifier(login.password())));
    }

    private static Multi<BasicLogin> each(List<BasicLogin> readings) {
        return Multi.createFrom().iterable(readings);
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
                        ? failed.note(device, address)
                                .chain(() -> Uni.createFrom().failure(NotTrusted::new))
                        : Uni.createFrom().item(new Shown(device, held.credential())));
    }
}
