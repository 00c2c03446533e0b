package io.muster.provisioning.authority;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A certificate with the private key that belongs to it: this object is the only place where that key ever is.
 *
 * @param authority the certificate of its issuer
 */
public record DeviceCertificate(X509Certificate certificate, PrivateKey privateKey, X509Certificate authority) {

    private static final String CERTIFICATE = "CERTIFICATE";

    public Instant expiresAt() {
        return certificate.getNotAfter().toInstant();
    }

    public String certificatePem() {
        return pem(CERTIFICATE, der(certificate));
    }

    public String authorityPem() {
        return pem(CERTIFICATE, der(authority));
    }

    /** PKCS#8. */
    public String privateKeyPem() {
        return pem("PRIVATE KEY", privateKey.getEncoded());
    }

    /** Lower-case hexadecimal SHA-256 of the DER certificate. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der(certificate)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "DeviceCertificate[serial=" + certificate.getSerialNumber() + "]";
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate has no DER form", e);
        }
    }

    private static String pem(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
