package io.muster.kit.identity;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.Admitted;
import io.muster.kit.device.DeviceTokens;
import io.muster.kit.device.DeviceUnknown;
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

/** Lets devices in with the tokens that provisioning signed for them. All other tokens are left to the issuer's rules. */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.tokens", stringValue = "true")
class DeviceTokenMechanism implements QuietMechanism {

    private static final String BEARER = "bearer ";

    private final @Nullable DeviceTokenVerifier verifier;
    private final VerifiedTokens<JwtClaims> verified;
    private final DeviceTokens tokens;

    DeviceTokenMechanism(IdentitySettings settings, DeviceTokens tokens) {
        this.verifier = settings.deviceJwks().map(DeviceTokenVerifier::new).orElse(null);
        this.verified = new VerifiedTokens<>(settings, DeviceTokenMechanism::expiry);
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        @Nullable String header = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (verifier == null || header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Uni.createFrom().nullItem();
        }
        String token = header.substring(BEARER.length()).strip();
        return DeviceTokenVerifier.isDeviceToken(token)
                ? authenticate(token)
                : Uni.createFrom().nullItem();
    }

    private Uni<SecurityIdentity> authenticate(String token) {
        return Uni.createFrom()
                .item(() -> claims(token))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(claims -> holder(claims).map(admitted -> DeviceIdentity.of(admitted, claims)))
                .onFailure(DeviceUnknown.class)
                .transform(AuthenticationFailedException::new);
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
