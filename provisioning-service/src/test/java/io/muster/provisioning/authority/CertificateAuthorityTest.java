package io.muster.provisioning.authority;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CertificateAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-01-19T12:00:00Z");
    private static final Instant IN_A_YEAR = NOW.plus(Duration.ofDays(365));

    private final CertificateAuthority authority =
            CertificateAuthority.create("ws_abc", NOW.minusSeconds(300), Duration.ofDays(9131));

    @Test
    void aDeviceCertificateNamesTheDeviceAndIsForClientsOnly() throws Exception {
        X509Certificate certificate =
                authority.issue("dev_1", NOW.minusSeconds(300), IN_A_YEAR).certificate();

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=dev_1,O=ws_abc");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(6, "urn:muster:device:dev_1"));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotBefore()).isEqualTo(NOW.minusSeconds(300));
        assertThat(certificate.getNotAfter()).isEqualTo(IN_A_YEAR);
        assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(127);
    }

    @Test
    void aDeviceCertificateIsTrustedThroughItsAuthorityAndThroughNoOther() throws Exception {
        X509Certificate certificate =
                authority.issue("dev_1", NOW.minusSeconds(300), IN_A_YEAR).certificate();
        CertificateAuthority other = CertificateAuthority.create("ws_other", NOW, Duration.ofDays(9131));

        validate(certificate, authority);
        assertThatThrownBy(() -> validate(certificate, other)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void noCertificateOutlivesItsAuthority() {
        Instant end = authority.certificate().getNotAfter().toInstant();

        assertThat(authority.issue("dev_1", NOW, end.plusSeconds(1)).expiresAt())
                .isEqualTo(end);
    }

    @Test
    void thePemTextsBelongTogether() throws Exception {
        DeviceCertificate made = authority.issue("dev_1", NOW, IN_A_YEAR);

        byte[] key = body(made.privateKeyPem(), "PRIVATE KEY");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();

        PublicKey published = made.certificate().getPublicKey();
        signature.initVerify(published);
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.verify(signed)).isTrue();
        assertThat(body(made.certificatePem(), "CERTIFICATE"))
                .isEqualTo(made.certificate().getEncoded());
        assertThat(body(made.authorityPem(), "CERTIFICATE"))
                .isEqualTo(authority.certificate().getEncoded());
    }

    @Test
    void noKeyShowsInText() {
        DeviceCertificate made = authority.issue("dev_1", NOW, IN_A_YEAR);

        assertThat(authority.toString()).isEqualTo("CertificateAuthority[workspace=ws_abc]");
        assertThat(made.toString())
                .isEqualTo("DeviceCertificate[serial=" + made.certificate().getSerialNumber() + "]");
    }

    private static void validate(X509Certificate certificate, CertificateAuthority trusted) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
    }

    private static byte[] body(String pem, String type) {
        assertThat(pem).startsWith("-----BEGIN " + type + "-----\n").endsWith("-----END " + type + "-----\n");
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
