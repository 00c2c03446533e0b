package io.muster.provisioning.secret;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.password.KeyedHash;

/**
 * Secrets that a machine makes and a machine keeps: 128 random bits, the second in which they were made and a short tag
 * over both, in 32 letters of base64url. By the tag a broker knows, without having heard of the secret, that it is none
 * of a guesser's.
 */
@ApplicationScoped
public class Secrets {

    private static final String PROPERTY = "muster.provisioning.secret-key";
    private static final String TAGGED = "muster-secret:";
    private static final int RANDOM_BYTES = 16;
    private static final int TAG_BYTES = 4;

    private final KeyedHash key;
    private final SecureRandom random = new SecureRandom();

    Secrets(SecretSettings settings) {
        this.key = new KeyedHash(PROPERTY, settings.secretKey());
    }

    public String make(Instant now) {
        byte[] drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        byte[] body = ByteBuffer.allocate(RANDOM_BYTES + Integer.BYTES)
                .put(drawn)
                .putInt((int) now.getEpochSecond())
                .array();
        byte[] tag = key.mac(TAGGED + HexFormat.of().formatHex(body));
        byte[] secret = ByteBuffer.allocate(body.length + TAG_BYTES)
                .put(body)
                .put(tag, 0, TAG_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** What is kept of it; see {@link io.muster.events.CredentialEvent.Credential#verifier()}. */
    public String verifier(String secret) {
        return key.verifier(secret);
    }
}
