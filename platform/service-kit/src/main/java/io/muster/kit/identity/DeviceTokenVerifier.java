package io.muster.kit.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signature and the times of device tokens. Keys are fetched where they are published, again when a token
 * names one that is not known, and kept while nobody answers there.
 */
final class DeviceTokenVerifier {

    private static final String DEVICE = "dev_";
    private static final int SKEW_SECONDS = 60;
    private static final int TIMEOUT_MILLIS = 2000;
    private static final long KEPT_SECONDS = 86_400;
    private static final int PARTS = 3;

    private final JwtConsumer consumer;

    /** @param keys an URL of a JWKS, or a file */
    DeviceTokenVerifier(String keys) {
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(resolver(keys))
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setRequireSubject()
                .setRequireJwtId()
                .setSkipDefaultAudienceValidation()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
    }

    /** Whether the token says that it is a device's: those name no issuer, and people's do. */
    static boolean isDeviceToken(String token) {
        return claimed(token) != null;
    }

    /** The {@code id} of the device that the token names, whoever has made it; null if it is no device's. */
    static @Nullable String claimed(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            return null;
        }
        try {
            String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            // Most callers are people or programs, and reading claims costs more than finding that there is no device.
            if (!payload.contains(DEVICE)) {
                return null;
            }
            JsonObject claims = new JsonObject(payload);
            return !claims.containsKey("iss")
                            && claims.getValue("sub") instanceof String subject
                            && subject.startsWith(DEVICE)
                    ? subject
                    : null;
        } catch (IllegalArgumentException | DecodeException noToken) {
            return null;
        }
    }

    /** May wait for the keys. */
    JwtClaims verify(String token) throws InvalidJwtException {
        return consumer.processToClaims(token);
    }

    private static VerificationKeyResolver resolver(String keys) {
        if (keys.startsWith("http:") || keys.startsWith("https:")) {
            Get get = new Get();
            get.setConnectTimeout(TIMEOUT_MILLIS);
            get.setReadTimeout(TIMEOUT_MILLIS);
            HttpsJwks published = new HttpsJwks(keys);
            published.setSimpleHttpGet(get);
            published.setRetainCacheOnErrorDuration(KEPT_SECONDS);
            return new HttpsJwksVerificationKeyResolver(published);
        }
        Path file = keys.startsWith("file:") ? Path.of(URI.create(keys)) : Path.of(keys);
        try {
            return new JwksVerificationKeyResolver(new JsonWebKeySet(Files.readString(file)).getJsonWebKeys());
        } catch (IOException | JoseException e) {
            throw new IllegalStateException("muster.identity.device-jwks cannot be read: " + file, e);
        }
    }
}
