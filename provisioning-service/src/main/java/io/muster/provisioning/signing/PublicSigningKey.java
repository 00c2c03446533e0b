package io.muster.provisioning.signing;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;

import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.HashUtil;

/**
 * The half of a signing key that everybody may have.
 *
 * @param id the start of its RFC 7638 thumbprint; short, because it travels in every token
 */
public record PublicSigningKey(String id, PublicKey key) {

    private static final int ID_LENGTH = 6;

    static PublicSigningKey of(PublicKey key) {
        return new PublicSigningKey(
                parameters(key)
                        .calculateBase64urlEncodedThumbprint(HashUtil.SHA_256)
                        .substring(0, ID_LENGTH),
                key);
    }

    /** The members of its JWK (RFC 7517). */
    public Map<String, Object> jwk() {
        EllipticCurveJsonWebKey jwk = parameters(key);
        jwk.setKeyId(id);
        jwk.setUse(Use.SIGNATURE);
        jwk.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    private static EllipticCurveJsonWebKey parameters(PublicKey key) {
        return new EllipticCurveJsonWebKey((ECPublicKey) key);
    }
}
