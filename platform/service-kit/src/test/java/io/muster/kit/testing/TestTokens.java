package io.muster.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Callers' tokens, signed by an issuer that the service under test believes. */
public final class TestTokens {

    private static final String ISSUER = "https://issuer.test";
    private static final String KEY = "muster.test.token-key";
    private static final String JWKS = "muster.test.token-jwks";

    private static final float TOKEN_MINUTES = 60;

    private TestTokens() {}

    /** A token of a person with this role ({@code viewer}, {@code operator}, {@code admin}) in this workspace. */
    public static String token(String workspace, String role) {
        return Jwt.issuer(ISSUER)
                .upn("ada@" + workspace)
                .groups(Set.of(role))
                .claim("workspace", workspace)
                .expiresIn(Duration.ofHours(1))
                .jws()
                .keyId("test")
                .algorithm(SignatureAlgorithm.ES256)
                .sign(privateKey());
    }

    /** A token as provisioning signs them for devices: without an issuer, which the other builder would add. */
    static String deviceToken(String device, String id) {
        return deviceToken(device, id, TOKEN_MINUTES);
    }

    /** One that ends in so many minutes, or has ended before so many. */
    static String deviceToken(String device, String id, float minutes) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(device);
        claims.setJwtId(id);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKeyIdHeaderValue("test");
        token.setKey(privateKey());
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> configuration() {
        return Map.of(
                "muster.identity.jwks",
                System.getProperty(JWKS),
                "muster.identity.device-jwks",
                System.getProperty(JWKS),
                "muster.identity.issuer",
                ISSUER);
    }

    /** The test's class loader is not the one of the servers: they share the key in a system property. */
    static void makeKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Path jwks = Path.of("target", "test-issuer.jwks").toAbsolutePath();
            Files.writeString(jwks, jwks((ECPublicKey) pair.getPublic()));
            System.setProperty(JWKS, jwks.toUri().toString());
            System.setProperty(
                    KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrivateKey privateKey() {
        try {
            byte[] encoded = Base64.getDecoder().decode(System.getProperty(KEY));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwks(ECPublicKey key) {
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"test\",\"x\":\""
                + coordinate(key.getW().getAffineX())
                + "\",\"y\":\""
                + coordinate(key.getW().getAffineY())
                + "\"}]}";
    }

    private static String coordinate(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] unsigned = new byte[32];
        byte[] tail = signed.length > 32 ? Arrays.copyOfRange(signed, signed.length - 32, signed.length) : signed;
        System.arraycopy(tail, 0, unsigned, 32 - tail.length, tail.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
