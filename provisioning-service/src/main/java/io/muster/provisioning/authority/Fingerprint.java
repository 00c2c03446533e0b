package io.muster.provisioning.authority;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Names a certificate beyond doubt. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Lower-case hexadecimal SHA-256 of the DER certificate. */
    public static String of(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate has no SHA-256", e);
        }
    }
}
