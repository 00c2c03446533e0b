package io.muster.kit.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under the platform's secret key: the form in which devices' secrets are kept, fast and of no use to a thief. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    /**
     * @param property where the key was configured
     * @param secretKey 32 random bytes or more, in base64
     * @throws IllegalStateException if it is anything else; names the property and never what was configured
     */
    public KeyedHash(String property, String secretKey) {
        this.key = new SecretKeySpec(decode(property, secretKey), ALGORITHM);
    }

    /** What is kept of a secret; see {@link io.muster.events.CredentialEvent.Credential#verifier()}. */
    public String verifier(String secret) {
        return "hmac-sha256:" + HexFormat.of().formatHex(mac(secret));
    }

    /** 32 bytes. */
    public byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }

    private static byte[] decode(String property, String secretKey) {
        try {
            byte[] bytes = Base64.getDecoder().decode(secretKey.strip());
            if (bytes.length >= KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // The same answer as for a wrong length; the cause would quote the key.
        }
        throw new IllegalStateException(property + " must be " + KEY_BYTES + " random bytes or more in base64");
    }
}
