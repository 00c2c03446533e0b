package io.muster.provisioning.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Seals what must not be read in a database dump: AES-256-GCM under the master key. A sealed value holds a version
 * byte, the nonce and the ciphertext; the version leaves room for a second master key.
 */
@ApplicationScoped
public class Vault {

    private static final String PROPERTY = "muster.provisioning.master-key";
    private static final int KEY_BYTES = 32;
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Vault(VaultSettings settings) {
        this.key = new SecretKeySpec(decode(settings.masterKey()), "AES");
    }

    /**
     * Makes the secret unreadable.
     *
     * @param purpose what the secret is for; a sealed value opens only for the same purpose, so that rows cannot be
     *     exchanged
     */
    public byte[] seal(String purpose, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret);
            return ByteBuffer.allocate(1 + NONCE_BYTES + ciphertext.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /**
     * Gives the secret back.
     *
     * @throws IllegalStateException if it was sealed under another key or for another purpose, or was changed since
     */
    public byte[] open(String purpose, byte[] sealed) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("Not a sealed value: " + purpose);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(sealed, 1, NONCE_BYTES).get(nonce);
        int start = 1 + NONCE_BYTES;
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(sealed, start, sealed.length - start);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(PROPERTY + " does not open what the database holds: " + purpose, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** What can be kept of something that is only compared: HMAC-SHA-256 in hex, another one for each purpose. */
    public String fingerprint(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            mac.update((purpose + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The message never holds what was configured. */
    private static byte[] decode(String masterKey) {
        try {
            byte[] bytes = Base64.getDecoder().decode(masterKey.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // The same answer as for a wrong length; the cause would quote the key.
        }
        throw new IllegalStateException(PROPERTY + " must be " + KEY_BYTES + " random bytes in base64");
    }
}
