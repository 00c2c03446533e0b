package io.muster.provisioning.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

import io.muster.provisioning.vault.P256;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The two kinds of X.509 certificates that there are here. */
final class Certificates {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;
    private static final String SIGNATURE = "SHA256withECDSA";

    private Certificates() {}

    /** Signs itself; may sign devices, but no further authorities. */
    static X509Certificate authority(String workspace, KeyPair pair, Instant notBefore, Instant notAfter) {
        X500Name name = name("Muster device authority", workspace);
        X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                name, serial(), Date.from(notBefore), Date.from(notAfter), name, pair.getPublic());
        try {
            JcaX509ExtensionUtils keyIds = new JcaX509ExtensionUtils();
            certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, keyIds.createSubjectKeyIdentifier(pair.getPublic()));
            return sign(certificate, pair.getPrivate());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("Authority of " + workspace + " cannot be made", e);
        }
    }

    /** The subject's common name is the device's id, which is also its MQTT client id. */
    static X509Certificate device(
            CertificateAuthority authority, String device, PublicKey key, Instant notBefore, Instant notAfter) {
        X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                authority.certificate(),
                serial(),
                Date.from(notBefore),
                Date.from(notAfter),
                name(device, authority.workspace()),
                key);
        try {
            JcaX509ExtensionUtils keyIds = new JcaX509ExtensionUtils();
            certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternativeName(device)))
                    .addExtension(Extension.subjectKeyIdentifier, false, keyIds.createSubjectKeyIdentifier(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            keyIds.createAuthorityKeyIdentifier(authority.certificate()));
            return sign(certificate, authority.pair().getPrivate());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("Certificate of " + device + " cannot be made", e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(certificate.build(new JcaContentSignerBuilder(SIGNATURE)
                        .setProvider(P256.provider())
                        .build(key)));
    }

    /** A URI, because an id with its underscore is no DNS name. */
    private static GeneralName alternativeName(String device) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, "urn:muster:device:" + device);
    }

    private static X500Name name(String commonName, String workspace) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, workspace)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }
}
