package io.muster.provisioning.vault;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;

/** Keys on the curve P-256, the one that small devices, TLS stacks and JWT libraries all know. */
public final class P256 {

    private static final String ALGORITHM = "EC";

    /** After the JDK's own: nothing uses it that does not ask for it. */
    private static final Provider PROVIDER = provided();

    private P256() {}

    /**
     * Who makes keys and signs with them: BoringSSL, or Bouncy Castle on a machine for which Conscrypt brings no library.
     * The JDK's own provider takes five times as long as the latter, which takes four times as long as the former.
     */
    public static String provider() {
        return PROVIDER.getName();
    }

    private static Provider provided() {
        Provider provider = Conscrypt.isAvailable() ? Conscrypt.newProvider() : new BouncyCastleProvider();
        Security.addProvider(provider);
        return provider;
    }

    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM, provider());
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is not available", e);
        }
    }

    /**
     * The pair as it was stored.
     *
     * @param publicKey X.509 SubjectPublicKeyInfo, DER
     * @param privateKey PKCS#8, DER
     */
    public static KeyPair restore(byte[] publicKey, byte[] privateKey) {
        try {
            return new KeyPair(
                    publicKey(publicKey),
                    KeyFactory.getInstance(ALGORITHM, provider()).generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored private key cannot be read", e);
        }
    }

    /** @param encoded X.509 SubjectPublicKeyInfo, DER */
    public static PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance(ALGORITHM, provider()).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored public key cannot be read", e);
        }
    }
}
