package io.muster.kit.identity;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.EventJson;
import io.muster.kit.device.Admitted;
import io.muster.kit.device.DeviceTokens;
import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.device.KnownDevice;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Lets devices in with the tokens that provisioning signed for them, which they may also show as a password beside their
 * user name, as they do to the broker. All other tokens are left to the issuer's rules.
 */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.tokens", stringValue = "true")
class DeviceTokenMechanism implements QuietMechanism {

    private static final String BEARER = "bearer ";

    private final @Nullable DeviceTokenVerifier verifier;
    private final VerifiedTokens<JwtClaims> verified;
    private final DeviceTokens tokens;
    private final FailedAccess failed;

    DeviceTokenMechanism(IdentitySettings settings, DeviceTokens tokens, FailedAccess failed) {
        this.verifier = settings.deviceJwks().map(DeviceTokenVerifier::new).orElse(null);
        this.verified = new VerifiedTokens<>(settings, DeviceTokenMechanism::expiry);
        this.tokens = tokens;
        this.failed = failed;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        @Nullable String header = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (verifier == null || header == null) {
            return Uni.createFrom().nullItem();
        }
        @Nullable BasicLogin login = BasicLogin.isIn(header) ? BasicLogin.of(header) : null;
        String token = login == null ? bearer(header) : login.password();
        return DeviceTokenVerifier.isDeviceToken(token)
                ? authenticate(token, login).onFailure().invoke(failure -> note(token, failure, exchange))
                : Uni.createFrom().nullItem();
    }

    private static String bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    /** @param login what was said with the token: the device's user name must go with it; null for nothing */
    private Uni<SecurityIdentity> authenticate(String token, @Nullable BasicLogin login) {
        return Uni.createFrom()
                .item(() -> claims(token))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(claims -> holder(claims)
                        .invoke(admitted -> requireName(admitted.device(), login))
                        .map(admitted -> DeviceIdentity.of(admitted, claims)))
                .onFailure(DeviceUnknown.class)
                .transform(AuthenticationFailedException::new);
    }

    private void note(String token, Throwable failure, RoutingContext exchange) {
        @Nullable String device = DeviceTokenVerifier.claimed(token);
        if (device != null && failure instanceof AuthenticationFailedException) {
            noteCause(device, failure.getCause(), exchange);
        }
    }

    private void noteCause(String device, @Nullable Throwable cause, RoutingContext exchange) {
        if (cause instanceof KeptOut keptOut) {
            failed.toAuthenticate(device, keptOut.reason(), keptOut.detail(), exchange);
        } else if (cause instanceof DeviceUnknown) {
            failed.toAuthenticate(
                    device, "credential-revoked", "The token is valid by itself, but not listed any more.", exchange);
        } else if (cause instanceof InvalidJwtException invalid && invalid.hasExpired()) {
            Instant end = expiry(invalid.getJwtContext().getJwtClaims());
            failed.toAuthenticate(
                    device, "credential-expired", "The token expired at " + EventJson.format(end) + ".", exchange);
        } else {
            failed.toAuthenticate(
                    device, "token-not-valid", "The token is not signed by this platform, or damaged.", exchange);
        }
    }

    private static void requireName(KnownDevice device, @Nullable BasicLogin login) {
        if (login != null
                && !(login.name().equals(device.workspace() + "_" + device.id())
                        && (login.workspace() == null || login.workspace().equals(device.workspace())))) {
            throw KeptOut.because("wrong-username", "The user name is not that of the token's device.");
        }
    }

    private JwtClaims claims(String token) {
        try {
            return verified.of(token, verifier::verify);
        } catch (InvalidJwtException invalid) {
            throw new AuthenticationFailedException(invalid);
        }
    }

    private Uni<Admitted> holder(JwtClaims claims) {
        try {
            return tokens.holder(claims.getSubject(), claims.getJwtId());
        } catch (MalformedClaimException invalid) {
            throw new AuthenticationFailedException(invalid);
        }
    }

    private static Instant expiry(JwtClaims claims) {
        try {
            NumericDate expiry = claims.getExpirationTime();
            return expiry == null ? Instant.MAX : Instant.ofEpochSecond(expiry.getValue());
        } catch (MalformedClaimException invalid) {
            throw new AuthenticationFailedException(invalid);
        }
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }
}
