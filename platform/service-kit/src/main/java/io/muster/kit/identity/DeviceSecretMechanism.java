package io.muster.kit.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.Admitted;
import io.muster.kit.device.DeviceSecrets;
import io.muster.kit.device.DeviceSecrets.Held;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.password.KeyedHash;
import io.muster.kit.password.MachineSecrets;
import io.muster.kit.password.PasswordHashes;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets devices in with the user name and the secret that they show to the broker, in HTTP's Basic form (RFC 7617); the
 * workspace may stand before the name: {@code workspace/username}.
 */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.tokens", stringValue = "true")
class DeviceSecretMechanism implements QuietMechanism {

    /** One of ours that is older and not known was revoked; no use in waiting to hear of it. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final @Nullable KeyedHash key;
    private final Clock clock = Clock.systemUTC();
    private final DeviceSecrets secrets;
    private final PasswordHashes hashes;
    private final FailedAccess failed;

    DeviceSecretMechanism(
            IdentitySettings settings, DeviceSecrets secrets, PasswordHashes hashes, FailedAccess failed) {
        this.key = settings.secretKey()
                .map(secretKey -> new KeyedHash("muster.identity.secret-key", secretKey))
                .orElse(null);
        this.secrets = secrets;
        this.hashes = hashes;
        this.failed = failed;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        @Nullable String header = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (key == null || !BasicLogin.isIn(header)) {
            return Uni.createFrom().nullItem();
        }
        List<BasicLogin> readings = BasicLogin.readings(header);
        if (DeviceTokenVerifier.isDeviceToken(readings.get(0).password())) {
            return Uni.createFrom().nullItem();
        }
        Set<String> named = ConcurrentHashMap.newKeySet();
        Supplier<Uni<@Nullable Admitted>> search = () -> Multi.createFrom()
                .iterable(readings)
                .onItem()
                .transformToUniAndConcatenate(shown -> holder(shown, key, named))
                .toUni();
        boolean fresh = readings.stream().anyMatch(shown -> isFresh(key, shown.password()));
        return (fresh ? secrets.awaitNews(search) : search.get())
                .map(found -> found == null ? refuse(named, exchange) : admit(found, exchange));
    }

    private SecurityIdentity admit(Admitted found, RoutingContext exchange) {
        KnownDevice device = found.device();
        try {
            return DeviceIdentity.of(found);
        } catch (AuthenticationFailedException refused) {
            if (refused.getCause() instanceof KeptOut why) {
                failed.toAuthenticate(device.id(), why.reason(), why.detail(), exchange);
            }
            throw refused;
        }
    }

    /** @param named the devices whose user name was shown; of several nobody knows which was meant */
    private SecurityIdentity refuse(Set<String> named, RoutingContext exchange) {
        if (named.size() == 1) {
            failed.toAuthenticate(
                    named.iterator().next(), "wrong-password", "The password is none of the device's.", exchange);
        }
        throw new AuthenticationFailedException();
    }

    /** Provisioning has made it a moment ago, so news of it may be on its way; nobody can guess such a one. */
    private boolean isFresh(KeyedHash known, String secret) {
        return new MachineSecrets(known)
                .madeAt(secret)
                .filter(made -> made.plus(FRESH).isAfter(clock.instant()))
                .isPresent();
    }

    /** @param named takes in whose user name it is */
    private Uni<@Nullable Admitted> holder(BasicLogin shown, KeyedHash known, Set<String> named) {
        String keyed = known.verifier(shown.password());
        return secrets.named(shown.name(), shown.workspace())
                .invoke(held ->
                        held.forEach(one -> named.add(one.holder().device().id())))
                .chain(held -> holder(held, keyed));
    }

    private Uni<@Nullable Admitted> holder(Iterable<Held> named, String keyed) {
        return Multi.createFrom()
                .iterable(named)
                .select()
                .when(held -> hashes.verifies(keyed, held.verifier()))
                .map(Held::holder)
                .toUni();
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }
}
