package io.muster.provisioning.signing;

import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.muster.provisioning.vault.P256;
import io.smallrye.mutiny.Uni;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** Signs the tokens with which devices say who they are. */
@ApplicationScoped
public class DeviceTokens {

    private static final String CURRENT = "current";
    private static final ProviderContext PROVIDER = provider();

    private final SigningKeys keys;
    private final TokenSettings settings;
    private final Cache<String, SigningKey> opened;

    DeviceTokens(SigningKeys keys, TokenSettings settings) {
        this.keys = keys;
        this.settings = settings;
        this.opened =
                Caffeine.newBuilder().expireAfterWrite(settings.keyOpened()).build();
    }

    /** Every key that a valid token may have been signed with, and the next one. */
    public Uni<List<PublicSigningKey>> published() {
        return keys.published(settings.keyOverlap());
    }

    /**
     * What a token says: no more than is needed to find the credential, so that small devices can keep it. Times have
     * whole seconds.
     *
     * @param id the claim {@code jti}, which all who verify the token compare with the credential
     * @param expiresAt null for one that does not expire
     */
    public record Claims(String id, String device, Instant issuedAt, @Nullable Instant expiresAt) {}

    /** A JWT signed with the current key. */
    public Uni<String> sign(Claims claims) {
        SigningKey current = opened.getIfPresent(CURRENT);
        return current == null
                ? keys.current().invoke(key -> opened.put(CURRENT, key)).map(key -> sign(claims, key))
                : Uni.createFrom().item(() -> sign(claims, current));
    }

    /** What a token says that is signed with one of our keys, also one that is over; empty for anything else. */
    public Uni<Optional<Claims>> signed(String token) {
        return published().map(published -> {
            try {
                JwtClaims claims = new JwtConsumerBuilder()
                        .setJwsAlgorithmConstraints(
                                ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                        .setVerificationKeyResolver((signature, nesting) -> find(published, signature))
                        .setJwsProviderContext(PROVIDER)
                        .setRequireSubject()
                        .setRequireJwtId()
                        .setRequireIssuedAt()
                        .setEvaluationTime(NumericDate.fromSeconds(0))
                        .build()
                        .processToClaims(token);
                NumericDate end = claims.getExpirationTime();
                return Optional.of(new Claims(
                        claims.getJwtId(),
                        claims.getSubject(),
                        Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                        end == null ? null : Instant.ofEpochSecond(end.getValue())));
            } catch (InvalidJwtException | MalformedClaimException e) {
                return Optional.empty();
            }
        });
    }

    /** The device that a token names, signed or not: nothing is proven by it. */
    public static Optional<String> claimed(String token) {
        try {
            return Optional.ofNullable(new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setSkipSignatureVerification()
                    .setDisableRequireSignature()
                    .build()
                    .processToClaims(token)
                    .getSubject());
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static Key find(List<PublicSigningKey> published, JsonWebSignature signature)
            throws UnresolvableKeyException {
        return published.stream()
                .filter(key -> key.id().equals(signature.getKeyIdHeaderValue()))
                .findFirst()
                .orElseThrow(() -> new UnresolvableKeyException("Unknown key id"))
                .key();
    }

    private String sign(Claims claims, SigningKey key) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKeyIdHeaderValue(key.id());
        token.setProviderContext(PROVIDER);
        token.setKey(key.pair().getPrivate());
        token.setPayload(payload(claims).toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Token cannot be signed with key " + key.id(), e);
        }
    }

    private static JwtClaims payload(Claims claims) {
        JwtClaims payload = new JwtClaims();
        payload.setSubject(claims.device());
        payload.setJwtId(claims.id());
        payload.setIssuedAt(seconds(claims.issuedAt()));
        if (claims.expiresAt() != null) {
            payload.setExpirationTime(seconds(claims.expiresAt()));
        }
        return payload;
    }

    private static ProviderContext provider() {
        ProviderContext context = new ProviderContext();
        context.getSuppliedKeyProviderContext().setSignatureProvider(P256.provider());
        return context;
    }

    private static NumericDate seconds(Instant time) {
        return NumericDate.fromSeconds(time.getEpochSecond());
    }
}
