package io.muster.broker.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.muster.events.CredentialEvent.Kind;

/** Turns a device's secret into what the platform keeps of it. */
public final class DeviceSecrets {

    private static final String ALGORITHM = "HmacSHA256";

    private final Optional<SecretKeySpec> key;

    /** @param key the platform's secret key; empty refuses every secret */
    public DeviceSecrets(Optional<byte[]> key) {
        this.key = key.map(bytes -> new SecretKeySpec(bytes, ALGORITHM));
    }

    Optional<Evidence> verify(String secret) {
        return key.map(known -> new Evidence(Kind.SECRET, "hmac-sha256:" + digest(known, secret), false, true));
    }

    private static String digest(SecretKeySpec key, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }
}
