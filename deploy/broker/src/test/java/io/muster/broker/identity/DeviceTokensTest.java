package io.muster.broker.identity;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.muster.events.CredentialEvent.Kind;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTokensTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/.well-known/jwks.json");

    @TempDir
    private Path directory;

    private EllipticCurveJsonWebKey key;
    private DeviceTokens tokens;

    @BeforeEach
    void cacheTheKey() throws Exception {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("k1");
        Path cache = directory.resolve("jwks.json");
        Files.writeString(cache, new JsonWebKeySet(key).toJson());
        SigningKeys keys = new SigningKeys(NOWHERE, cache, Duration.ofHours(1));
        tokens = new DeviceTokens(keys, "muster-provisioning", Clock.systemUTC());
    }

    @Test
    void aTokenProvesItsCredential() throws Exception {
        String token = sign(claims(Map.of()));

        assertThat(DeviceTokens.looksLikeToken(token)).isTrue();
        assertThat(tokens.verify(token, "dev_1")).contains(new Evidence(Kind.TOKEN, "crd_1", true, true));
    }

    @Test
    void anOldTokenIsNotWorthWaitingFor() throws Exception {
        JwtClaims claims = claims(Map.of());
        claims.setIssuedAt(NumericDate.fromSeconds(NumericDate.now().getValue() - 3600));

        assertThat(tokens.verify(sign(claims), "dev_1")).contains(new Evidence(Kind.TOKEN, "crd_1", true, false));
    }

    @Test
    void anotherDevicesTokenProvesNothing() throws Exception {
        String token = sign(claims(Map.of()));

        assertThat(tokens.verify(token, "dev_2")).isEmpty();
    }

    @Test
    void aTokenThatIsOverOrFromSomebodyElseProvesNothing() throws Exception {
        JwtClaims over = claims(Map.of());
        over.setExpirationTimeMinutesInTheFuture(-1);

        assertThat(tokens.verify(sign(over), "dev_1")).isEmpty();
        assertThat(tokens.verify(sign(claims(Map.of("iss", "somebody"))), "dev_1"))
                .isEmpty();
        assertThat(tokens.verify("ey.no.token", "dev_1")).isEmpty();
    }

    @Test
    void aForeignSignatureProvesNothing() throws Exception {
        EllipticCurveJsonWebKey foreign = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        JsonWebSignature forged = signature(claims(Map.of()));
        forged.setKey(foreign.getPrivateKey());
        JsonWebSignature symmetric = signature(claims(Map.of()));
        symmetric.setAlgorithmHeaderValue("HS256");
        symmetric.setKey(new HmacKey(key.getKey().getEncoded()));

        assertThat(tokens.verify(forged.getCompactSerialization(), "dev_1")).isEmpty();
        assertThat(tokens.verify(symmetric.getCompactSerialization(), "dev_1")).isEmpty();
    }

    private static JwtClaims claims(Map<String, String> more) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("dev_1");
        claims.setJwtId("crd_1");
        claims.setIssuedAtToNow();
        more.forEach(claims::setStringClaim);
        return claims;
    }

    private String sign(JwtClaims claims) throws Exception {
        return signature(claims).getCompactSerialization();
    }

    private JsonWebSignature signature(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue("k1");
        signature.setAlgorithmHeaderValue("ES256");
        return signature;
    }
}
