package io.muster.provisioning.authority;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;

import io.muster.kit.problem.InvalidRequest;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A public key whose owner has shown, by the signature of a PKCS#10 request, that it holds the other half. Nothing else
 * is taken from the request: what a certificate says of a device is not for the device to say.
 */
public record ProvenKey(PublicKey key) {

    private static final Set<Integer> CURVE_BITS = Set.of(256, 384, 521);
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512,
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            PKCSObjectIdentifiers.id_RSASSA_PSS);

    /**
     * Reads and checks a request.
     *
     * @param field names it in the refusal
     * @throws InvalidRequest if it is none, if the key is weak, or if the signature does not prove it
     */
    public static ProvenKey ofPem(String field, String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest request) {
                return of(field, request);
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof InvalidRequest refusal) {
                throw refusal;
            }
            // Said below: what a stranger sends may break the parser in any way.
        }
        throw new InvalidRequest(field, "must be a PKCS#10 request in PEM");
    }

    /** As {@link #ofPem}, of DER. */
    public static ProvenKey ofDer(String field, byte[] der) {
        PKCS10CertificationRequest request;
        try {
            request = new PKCS10CertificationRequest(der);
        } catch (IOException | RuntimeException e) {
            throw new InvalidRequest(field, "must be a PKCS#10 request in DER");
        }
        return of(field, request);
    }

    private static ProvenKey of(String field, PKCS10CertificationRequest request) {
        if (!SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())) {
            throw new InvalidRequest(field, "must be signed with ECDSA or RSA and SHA-256 or longer");
        }
        try {
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            if (!isStrong(key)) {
                throw new InvalidRequest(
                        field, "must hold a key on P-256, P-384 or P-521, or RSA of 2048 to 8192 bits");
            }
            if (request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                return new ProvenKey(key);
            }
        } catch (GeneralSecurityException | OperatorCreationException | PKCSException | IllegalArgumentException e) {
            // Said below: a key that cannot be read proves nothing.
        }
        throw new InvalidRequest(field, "does not prove its key: the signature is wrong");
    }

    private static boolean isStrong(PublicKey key) {
        if (key instanceof ECPublicKey curve) {
            return CURVE_BITS.contains(curve.getParams().getCurve().getField().getFieldSize());
        }
        return key instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                && rsa.getModulus().bitLength() <= MOST_RSA_BITS;
    }
}
