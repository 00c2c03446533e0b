package io.muster.provisioning.signing;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs the tokens with which devices say who they are. */
@ApplicationScoped
public class DeviceTokens {

    private final SigningKeys keys;
    private final TokenSettings settings;

    DeviceTokens(SigningKeys keys, TokenSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /**
     * What a token says. Times have whole seconds.
     *
     * @param id the claim {@code jti}
     * @param expiresAt null for one that does not expire
     */
    public record Claims(
            String id,
            String workspace,
            String device,
            Instant issuedAt,
            Instant notBefore,
            @Nullable Instant expiresAt) {}

    /** A JWT signed with the current key. */
    public Uni<String> sign(Claims claims) {
        return keys.current().map(key -> sign(claims, key));
    }

    private String sign(Claims claims, SigningKey key) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKeyIdHeaderValue(key.id());
        token.setKey(key.pair().getPrivate());
        token.setPayload(payload(claims).toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Token cannot be signed with key " + key.id(), e);
        }
    }

    private JwtClaims payload(Claims claims) {
        JwtClaims payload = new JwtClaims();
        payload.setIssuer(settings.issuer());
        payload.setSubject(claims.device());
        payload.setStringClaim("workspace", claims.workspace());
        payload.setJwtId(claims.id());
        payload.setIssuedAt(seconds(claims.issuedAt()));
        payload.setNotBefore(seconds(claims.notBefore()));
        if (claims.expiresAt() != null) {
            payload.setExpirationTime(seconds(claims.expiresAt()));
        }
        return payload;
    }

    private static NumericDate seconds(Instant time) {
        return NumericDate.fromSeconds(time.getEpochSecond());
    }
}
