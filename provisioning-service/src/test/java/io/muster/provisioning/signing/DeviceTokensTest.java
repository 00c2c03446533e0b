package io.muster.provisioning.signing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.muster.provisioning.signing.DeviceTokens.Claims;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-19T12:00:00Z");

    private static final TokenSettings SETTINGS = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(TokenSettings.class)
            .build()
            .getConfigMapping(TokenSettings.class);

    private final SigningKey key = SigningKey.generate();
    private final DeviceTokens tokens = new DeviceTokens(new OneKey(key), SETTINGS);

    @Test
    void aTokenSaysWhoTheDeviceIsAndFromWhenToWhen() throws Exception {
        JwtClaims said = JwtClaims.parse(verified(sign(NOW.plusSeconds(60))).getPayload());

        assertThat(said.getClaimsMap())
                .containsOnly(
                        Map.entry("sub", "dev_0hv5kzq3mx2a7"),
                        Map.entry("jti", "0hv5kzq3mx2a9"),
                        Map.entry("iat", NOW.getEpochSecond()),
                        Map.entry("exp", NOW.getEpochSecond() + 60));
    }

    @Test
    void aTokenThatDoesNotExpireSaysNoEnd() throws Exception {
        JwtClaims said = JwtClaims.parse(verified(sign(null)).getPayload());

        assertThat(said.hasClaim("exp")).isFalse();
    }

    @Test
    void theHeaderNamesTheKeyAndNothingElse() throws Exception {
        JsonWebSignature token = verified(sign(null));

        assertThat(token.getHeaders().getFullHeaderAsJsonString())
                .isEqualTo("{\"alg\":\"ES256\",\"kid\":\"" + key.id() + "\"}");
    }

    @Test
    void aTokenFitsIntoASmallDevice() {
        assertThat(sign(NOW)).hasSizeLessThanOrEqualTo(240);
    }

    @Test
    void aTokenIsKnownAgainAlsoWhenItIsOverAndAForgedOneIsNot() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Claims claims = new Claims("0hv5kzq3mx2a9", "dev_0hv5kzq3mx2a7", now, now.plusSeconds(60));
        String token = tokens.sign(claims).await().indefinitely();
        String over = sign(NOW);

        assertThat(tokens.signed(token).await().indefinitely()).contains(claims);
        assertThat(tokens.signed(token.substring(0, token.length() - 4) + "AAAA")
                        .await()
                        .indefinitely())
                .isEmpty();
        assertThat(tokens.signed(over).await().indefinitely())
                .map(Claims::expiresAt)
                .contains(NOW);
    }

    @Test
    void aPublishedKeyHoldsNoPrivateNumber() {
        assertThat(PublicSigningKey.of(key.pair().getPublic()).jwk())
                .containsOnlyKeys("kty", "crv", "x", "y", "kid", "use", "alg");
    }

    @Test
    void aKeyDoesNotShowInText() {
        assertThat(key.toString()).isEqualTo("SigningKey[id=" + key.id() + "]");
    }

    private String sign(@Nullable Instant expiresAt) {
        return tokens.sign(new Claims("0hv5kzq3mx2a9", "dev_0hv5kzq3mx2a7", NOW, expiresAt))
                .await()
                .indefinitely();
    }

    /** As a verifier does it that knows the published key only. */
    private JsonWebSignature verified(String token) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(JsonWebKey.Factory.newJwk(
                        PublicSigningKey.of(key.pair().getPublic()).jwk())
                .getKey());
        assertThat(signature.verifySignature()).isTrue();
        return signature;
    }

    private record OneKey(SigningKey key) implements SigningKeys {
        @Override
        public Uni<@Nullable SigningKey> current() {
            return Uni.createFrom().item(key);
        }

        @Override
        public Uni<@Nullable Instant> newest() {
            return Uni.createFrom().item(NOW);
        }

        @Override
        public Uni<Void> add(SigningKey next, Instant signsFrom, @Nullable Instant newest) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<List<PublicSigningKey>> published(Duration overlap) {
            return Uni.createFrom().item(List.of(PublicSigningKey.of(key.pair().getPublic())));
        }
    }
}
