package io.muster.kit.password;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Secrets that a machine makes and a machine keeps: 128 random bits, the second in which they were made and a short tag
 * over both, in 32 letters of base64url. By the tag one knows, without having heard of the secret, that it is none of a
 * guesser's.
 */
public final class MachineSecrets {

    private static final String TAGGED = "muster-secret:";
    private static final int RANDOM_BYTES = 16;
    private static final int BODY_BYTES = RANDOM_BYTES + Integer.BYTES;
    private static final int TAG_BYTES = 4;
    private static final int LENGTH = 32;

    private final KeyedHash key;
    private final SecureRandom random = new SecureRandom();

    public MachineSecrets(KeyedHash key) {
        this.key = key;
    }

    public String make(Instant now) {
        byte[] drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        byte[] body = ByteBuffer.allocate(BODY_BYTES)
                .put(drawn)
                .putInt((int) now.getEpochSecond())
                .array();
        byte[] secret = ByteBuffer.allocate(BODY_BYTES + TAG_BYTES)
                .put(body)
                .put(tag(body))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** When it was made, to the second; empty if it is none of ours. */
    public Optional<Instant> madeAt(String secret) {
        if (secret.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(secret);
            byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
            return MessageDigest.isEqual(tag(body), Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length))
                    ? Optional.of(Instant.ofEpochSecond(
                            Integer.toUnsignedLong(ByteBuffer.wrap(body).getInt(RANDOM_BYTES))))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private byte[] tag(byte[] body) {
        return Arrays.copyOf(key.mac(TAGGED + HexFormat.of().formatHex(body)), TAG_BYTES);
    }
}
