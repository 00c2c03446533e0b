package io.muster.broker.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import io.muster.events.CredentialEvent.Kind;

/** Turns a client certificate into what the platform keeps of it. The TLS handshake has proven the key. */
final class DeviceCertificates {

    private DeviceCertificates() {}

    static Optional<Evidence> verify(X509Certificate certificate, String clientId) {
        if (!commonName(certificate).equals(Optional.of(clientId))) {
            return Optional.empty();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            String verifier = "x509-sha256:" + HexFormat.of().formatHex(digest);
            return Optional.of(new Evidence(Kind.CERTIFICATE, verifier, false, true));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** The client that the certificate names. */
    static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
