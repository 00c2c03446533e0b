package io.muster.provisioning.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.Kind;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.provisioning.credential.CredentialRefusal.NotTrusted;
import io.muster.provisioning.secret.Secrets;
import io.muster.provisioning.signing.DeviceTokens;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** Knows devices that come over HTTP, by the user name and the token or secret that they show to the broker. */
@ApplicationScoped
public class DeviceLogins {

    private static final Set<String> KEPT_OUT = Set.of("suspended", "deprecated");

    private final Credentials credentials;
    private final KnownDevices devices;
    private final DeviceTokens tokens;
    private final Secrets secrets;
    private final Clock clock = Clock.systemUTC();

    DeviceLogins(Credentials credentials, KnownDevices devices, DeviceTokens tokens, Secrets secrets) {
        this.credentials = credentials;
        this.devices = devices;
        this.tokens = tokens;
        this.secrets = secrets;
    }

    /** A device that has shown who it is, and with what. */
    public record Shown(KnownDevice device, Credential credential) {}

    /** Fails, always with the same words, if the credential is not valid or the device may not come in. */
    @WithSession
    public Uni<Shown> authenticate(String username, String password) {
        return tokens.verified(password)
                .chain(token -> credentials.named(username, clock.instant()).map(named -> named.stream()
                        .filter(held -> shows(held, token, password))
                        .findFirst()
                        .orElseThrow(NotTrusted::new)))
                .chain(held -> devices.byId(held.device())
                        .onItem()
                        .ifNull()
                        .failWith(NotTrusted::new)
                        .map(device -> admitted(new Shown(device, held.credential()))));
    }

    private boolean shows(Held held, Optional<DeviceTokens.Claims> token, String password) {
        Credential credential = held.credential();
        String shown = credential.kind() == Kind.TOKEN
                ? token.filter(claims -> claims.device().equals(held.device()))
                        .map(DeviceTokens.Claims::id)
                        .orElse("")
                : secrets.verifier(password);
        return MessageDigest.isEqual(bytes(shown), bytes(credential.verifier()));
    }

    private static Shown admitted(Shown shown) {
        if (KEPT_OUT.contains(shown.device().status())) {
            throw new NotTrusted();
        }
        return shown;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
