package io.muster.provisioning.brokers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.rights.ServiceAccount;
import io.muster.kit.identity.BasicLogin;
import io.muster.provisioning.brokers.Admission.OfDevice;
import io.muster.provisioning.brokers.Admission.OfService;
import io.muster.provisioning.brokers.Admission.Refused;
import io.muster.provisioning.credential.ClientLogins;
import io.muster.provisioning.credential.Held;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Says whether a client of a broker is who it says, by the rules of our plugin. */
@ApplicationScoped
public class BrokerDesk {

    private final BrokerSettings settings;
    private final ClientLogins logins;
    private final DeviceStanding standing;

    BrokerDesk(BrokerSettings settings, ClientLogins logins, DeviceStanding standing) {
        this.settings = settings;
        this.logins = logins;
        this.standing = standing;
    }

    public Uni<Admission> admit(Presented presented) {
        return presented
                .login()
                .flatMap(login ->
                        ServiceAccount.named(login.username()).map(account -> service(account, login, presented)))
                .map(admission -> Uni.createFrom().item(admission))
                .orElseGet(() -> device(presented));
    }

    private Admission service(ServiceAccount account, BasicLogin login, Presented presented) {
        String password = settings.servicePasswords().get(account);
        return password != null
                        && MessageDigest.isEqual(bytes(password), bytes(login.password()))
                        && !presented.clientId().startsWith("dev_")
                ? new OfService()
                : new Refused();
    }

    private Uni<Admission> device(Presented presented) {
        return proven(presented)
                .chain(held -> held == null
                        ? Uni.createFrom().item(new Refused())
                        : standing.awaitFit(held, settings.activationWait(), presented.address())
                                .map(fit -> fit ? new OfDevice(held) : new Refused()));
    }

    private Uni<@Nullable Held> proven(Presented presented) {
        Uni<@Nullable Held> certified = certified(presented);
        return presented
                .login()
                .map(login -> certified
                        .onItem()
                        .ifNull()
                        .switchTo(() -> logins.byPassword(presented.clientId(), login, presented.address())))
                .orElse(certified);
    }

    private Uni<@Nullable Held> certified(Presented presented) {
        if (presented.certificate().isPresent()) {
            return logins.byCertificate(
                    presented.clientId(), presented.certificate().get());
        }
        return settings.trustCommonName() && presented.clientId().equals(presented.commonName())
                ? logins.byName(presented.clientId())
                : Uni.createFrom().nullItem();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
