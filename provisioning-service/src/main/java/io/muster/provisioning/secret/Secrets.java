package io.muster.provisioning.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Secrets that a machine makes and a machine keeps: 128 random bits, the second in which they were made and a short tag
 * over both, in 32 letters of base64url. By the tag a broker knows, without having heard of the secret, that it is none
 * of a guesser's.
 */
@ApplicationScoped
public class Secrets {

    private static final String PROPERTY = "muster.provisioning.secret-key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String TAGGED = "muster-secret:";
    private static final int KEY_BYTES = 32;
    private static final int RANDOM_BYTES = 16;
    private static final int TAG_BYTES = 4;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Secrets(SecretSettings settings) {
        this.key = new SecretKeySpec(decode(settings.secretKey()), ALGORITHM);
    }

    public String make(Instant now) {
        byte[] drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        byte[] body = ByteBuffer.allocate(RANDOM_BYTES + Integer.BYTES)
                .put(drawn)
                .putInt((int) now.getEpochSecond())
                .array();
        byte[] tag = mac(TAGGED + HexFormat.of().formatHex(body));
        byte[] secret = ByteBuffer.allocate(body.length + TAG_BYTES)
                .put(body)
                .put(tag, 0, TAG_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** What is kept of it; see {@link io.muster.events.CredentialEvent.Credential#verifier()}. */
    public String verifier(String secret) {
        return "hmac-sha256:" + HexFormat.of().formatHex(mac(secret));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }

    /** The message never holds what was configured. */
    private static byte[] decode(String secretKey) {
        try {
            byte[] bytes = Base64.getDecoder().decode(secretKey.strip());
            if (bytes.length >= KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // The same answer as for a wrong length; the cause would quote the key.
        }
        throw new IllegalStateException(PROPERTY + " must be " + KEY_BYTES + " random bytes or more in base64");
    }
}
