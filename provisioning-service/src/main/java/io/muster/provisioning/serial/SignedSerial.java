package io.muster.provisioning.serial;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code <batch>.<serial>.<signature>}: the signature is the HMAC-SHA-256 of the UTF-8 serial under the batch's key, in
 * base64url without padding.
 *
 * @param batch the id of the batch
 */
record SignedSerial(String batch, String serial, byte[] signature) {

    private static final Pattern FORM =
            Pattern.compile("(sba_[0-9a-z]{13})\\.(.+)\\.([A-Za-z0-9_-]{43})", Pattern.DOTALL);
    private static final String ALGORITHM = "HmacSHA256";

    static Optional<SignedSerial> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new SignedSerial(
                        form.group(1), form.group(2), Base64.getUrlDecoder().decode(form.group(3))))
                : Optional.empty();
    }

    boolean isSignedIn(SerialBatch known) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(known.key(), ALGORITHM));
            return MessageDigest.isEqual(mac.doFinal(serial.getBytes(StandardCharsets.UTF_8)), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }
}
