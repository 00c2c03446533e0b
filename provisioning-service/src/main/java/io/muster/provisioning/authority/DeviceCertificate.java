package io.muster.provisioning.authority;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;

import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with the private key that belongs to it: this object is the only place where that key ever is.
 *
 * @param privateKey null if the device has kept it to itself
 * @param authority its issuer
 */
public record DeviceCertificate(
        X509Certificate certificate, @Nullable PrivateKey privateKey, CertificateAuthority authority) {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final int HEX = 16;

    public Instant expiresAt() {
        return certificate.getNotAfter().toInstant();
    }

    public String certificatePem() {
        return pem(CERTIFICATE, der(certificate));
    }

    public String authorityPem() {
        return pem(CERTIFICATE, der(authority.certificate()));
    }

    /** PKCS#8; null if the device has kept it to itself. */
    public @Nullable String privateKeyPem() {
        return privateKey == null ? null : pem("PRIVATE KEY", privateKey.getEncoded());
    }

    public Leaf leaf() {
        return new Leaf(authority.id(), certificate.getSerialNumber().toString(HEX), expiresAt());
    }

    /** Lower-case hexadecimal SHA-256 of the DER certificate. */
    public String fingerprint() {
        return Fingerprint.of(certificate);
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
