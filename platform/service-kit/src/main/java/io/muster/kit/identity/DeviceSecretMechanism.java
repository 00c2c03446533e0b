package io.muster.kit.identity;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.DeviceSecrets;
import io.muster.kit.device.DeviceSecrets.Held;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.password.KeyedHash;
import io.muster.kit.password.PasswordHashes;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
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
class DeviceSecretMechanism implements HttpAuthenticationMechanism {

    private final @Nullable KeyedHash key;
    private final DeviceSecrets secrets;
    private final PasswordHashes hashes;

    DeviceSecretMechanism(IdentitySettings settings, DeviceSecrets secrets, PasswordHashes hashes) {
        this.key = settings.secretKey()
                .map(secretKey -> new KeyedHash("muster.identity.secret-key", secretKey))
                .orElse(null);
        this.secrets = secrets;
        this.hashes = hashes;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        @Nullable String header = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (key == null || !BasicLogin.isIn(header)) {
            return Uni.createFrom().nullItem();
        }
        BasicLogin shown = BasicLogin.of(header);
        String keyed = key.verifier(shown.password());
        return secrets.named(shown.name(), shown.workspace())
                .chain(held -> holder(held, keyed))
                .onItem()
                .ifNull()
                .failWith(AuthenticationFailedException::new)
                .map(DeviceIdentity::of);
    }

    private Uni<@Nullable KnownDevice> holder(Iterable<Held> named, String keyed) {
        return Multi.createFrom()
                .iterable(named)
                .select()
                .when(held -> hashes.verifies(keyed, held.verifier()))
                .map(Held::device)
                .toUni();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }
}
