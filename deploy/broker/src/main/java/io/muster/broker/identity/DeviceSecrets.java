package io.muster.broker.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.muster.events.CredentialEvent.Kind;

/**
 * Turns a device's secret into what the platform keeps of it. A secret that provisioning has made bears the second in
 * which it was made and a short tag; so a guess is known as one without waiting for news of it.
 */
public final class DeviceSecrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String TAGGED = "muster-secret:";
    private static final int RANDOM_BYTES = 16;
    private static final int BODY_BYTES = RANDOM_BYTES + Integer.BYTES;
    private static final int TAG_BYTES = 4;
    private static final int LENGTH = 32;
    /** A secret that is older than this and not listed was revoked; no use in waiting to hear of it. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Optional<SecretKeySpec> key;
    private final Clock clock;

    /** @param key the platform's secret key; empty refuses every secret */
    public DeviceSecrets(Optional<byte[]> key, Clock clock) {
        this.key = key.map(bytes -> new SecretKeySpec(bytes, ALGORITHM));
        this.clock = clock;
    }

    Optional<Evidence> verify(String secret) {
        return key.map(known -> verify(known, secret));
    }

    private Evidence verify(SecretKeySpec known, String secret) {
        Optional<Instant> made = madeAt(known, secret);
        String verifier = "hmac-sha256:" + HexFormat.of().formatHex(mac(known, secret));
        return new Evidence(
                Kind.SECRET,
                verifier,
                made.isPresent(),
                made.filter(at -> at.plus(FRESH).isAfter(clock.instant())).isPresent());
    }

    /** When provisioning made it; empty if it did not. */
    private static Optional<Instant> madeAt(SecretKeySpec key, String secret) {
        if (secret.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(secret);
            byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
            byte[] tag = Arrays.copyOf(mac(key, TAGGED + HexFormat.of().formatHex(body)), TAG_BYTES);
            return MessageDigest.isEqual(tag, Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length))
                    ? Optional.of(Instant.ofEpochSecond(
                            Integer.toUnsignedLong(ByteBuffer.wrap(body).getInt(RANDOM_BYTES))))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }
}
