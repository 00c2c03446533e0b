package io.muster.stack.secret;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The broker's TLS certificate for this machine alone, and the authority that signed it. The authority's private key
 * signs once and is forgotten, so that nobody who reads this directory can sign a second server into trust.
 */
public final class ServerCertificate {

    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final X500Name AUTHORITY = new X500Name("CN=Muster local stack");

    private ServerCertificate() {}

    /** Writes a PKCS 12 key store with the server's key and chain, and the authority as PEM, unless both are there. */
    public static void ensure(Path keyStore, String password, Path authorityPem) {
        if (Files.exists(keyStore) && Files.exists(authorityPem)) {
            return;
        }
        try {
            KeyPair authorityKey = keyPair();
            X509Certificate authority = authority(authorityKey);
            KeyPair serverKey = keyPair();
            X509Certificate server = server(serverKey, authorityKey.getPrivate());
            PrivateFile.write(keyStore, pkcs12(serverKey.getPrivate(), password, server, authority));
            PrivateFile.write(authorityPem, pem(authority));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make the broker's certificate", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the broker's certificate", e);
        }
    }

    private static X509Certificate authority(KeyPair key)
            throws CertIOException, GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder = certificate(AUTHORITY, key)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        return signed(builder, key.getPrivate());
    }

    private static X509Certificate server(KeyPair key, PrivateKey authorityKey)
            throws CertIOException, GeneralSecurityException, OperatorCreationException {
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        });
        X509v3CertificateBuilder builder = certificate(new X500Name("CN=localhost"), key)
                .addExtension(Extension.subjectAlternativeName, false, names)
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return signed(builder, authorityKey);
    }

    private static X509v3CertificateBuilder certificate(X500Name subject, KeyPair key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                AUTHORITY,
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(VALIDITY)),
                subject,
                key.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static byte[] pkcs12(PrivateKey key, String password, Certificate... chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, password.toCharArray(), chain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        return bytes.toByteArray();
    }

    private static String pem(Certificate certificate) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        }
        return text.toString();
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
