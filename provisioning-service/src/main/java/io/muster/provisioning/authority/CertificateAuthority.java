package io.muster.provisioning.authority;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import io.muster.provisioning.vault.P256;
import org.jspecify.annotations.Nullable;

/**
 * Vouches for the devices of one workspace, so that a key that leaks in one workspace says nothing in another.
 *
 * @param id the start of the certificate's SHA-256: a workspace has several authorities in the course of the years
 * @param certificate self-signed
 */
public record CertificateAuthority(String workspace, String id, X509Certificate certificate, KeyPair pair) {

    private static final int ID_LENGTH = 16;

    /** Clocks of devices run behind: what is made now is valid since a little while. */
    static CertificateAuthority create(String workspace, Instant notBefore, Duration validity) {
        KeyPair pair = P256.generate();
        X509Certificate certificate = Certificates.authority(workspace, pair, notBefore, notBefore.plus(validity));
        return new CertificateAuthority(
                workspace, Fingerprint.of(certificate).substring(0, ID_LENGTH), certificate, pair);
    }

    /**
     * Makes a key pair and a certificate for a device. Nobody else ever has the private key.
     *
     * @param notAfter cut to the end of the authority itself
     */
    public DeviceCertificate issue(String device, Instant notBefore, Instant notAfter) {
        KeyPair devicePair = P256.generate();
        return certify(device, devicePair.getPublic(), notBefore, notAfter, devicePair.getPrivate());
    }

    /** As {@link #issue}, for a key that the device keeps to itself. */
    public DeviceCertificate certify(String device, ProvenKey key, Instant notBefore, Instant notAfter) {
        return certify(device, key.key(), notBefore, notAfter, null);
    }

    Instant end() {
        return certificate.getNotAfter().toInstant();
    }

    private DeviceCertificate certify(
            String device, PublicKey key, Instant notBefore, Instant notAfter, @Nullable PrivateKey privateKey) {
        X509Certificate issued = Certificates.device(this, device, key, notBefore, earlier(notAfter, end()));
        return new DeviceCertificate(issued, privateKey, this);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Without the pair. */
    @Override
    public String toString() {
        return "CertificateAuthority[workspace=" + workspace + "]";
    }
}
