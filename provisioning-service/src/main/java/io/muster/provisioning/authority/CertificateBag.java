package io.muster.provisioning.authority;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/** Certificates as EST hands them out: PKCS#7 that holds nothing else (RFC 7030, 4.1.3). */
public final class CertificateBag {

    private CertificateBag() {}

    /** DER. */
    public static byte[] of(List<X509Certificate> certificates) {
        try {
            CMSSignedDataGenerator bag = new CMSSignedDataGenerator();
            bag.addCertificates(new JcaCertStore(certificates));
            return bag.generate(new CMSAbsentContent()).getEncoded();
        } catch (IOException | CMSException | CertificateEncodingException e) {
            throw new IllegalStateException("Certificates cannot be bundled", e);
        }
    }
}
