package io.muster.provisioning.authority;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import io.muster.provisioning.vault.P256;

/**
 * Vouches for the devices of one workspace, so that a key that leaks in one workspace says nothing in another.
 *
 * @param certificate self-signed
 */
public record CertificateAuthority(String workspace, X509Certificate certificate, KeyPair pair) {

    /** Clocks of devices run behind: what is made now is valid since a little while. */
    static CertificateAuthority create(String workspace, Instant notBefore, Duration validity) {
        KeyPair pair = P256.generate();
        return new CertificateAuthority(
                workspace, Certificates.authority(workspace, pair, notBefore, notBefore.plus(validity)), pair);
    }

    /**
     * Makes a key pair and a certificate for a device. Nobody else ever has the private key.
     *
     * @param notAfter cut to the end of the authority itself
     */
    public DeviceCertificate issue(String device, Instant notBefore, Instant notAfter) {
        KeyPair devicePair = P256.generate();
        X509Certificate issued =
                Certificates.device(this, device, devicePair.getPublic(), notBefore, earlier(notAfter, end()));
        return new DeviceCertificate(issued, devicePair.getPrivate(), certificate);
    }

    private Instant end() {
        return certificate.getNotAfter().toInstant();
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
