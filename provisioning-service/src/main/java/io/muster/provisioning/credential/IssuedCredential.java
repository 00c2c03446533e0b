package io.muster.provisioning.credential;

/** A credential with its secret: exists from the moment it is made until the answer is written, and nowhere else. */
public sealed interface IssuedCredential {

    Credential credential();

    /** @param password a JWT */
    record IssuedToken(Credential credential, String username, String password) implements IssuedCredential {

        /** Without the password. */
        @Override
        public String toString() {
            return "IssuedToken[credential=" + credential + "]";
        }
    }

    /**
     * @param certificate PEM
     * @param privateKey PKCS#8, PEM
     * @param caCertificate PEM
     */
    record IssuedCertificate(Credential credential, String certificate, String privateKey, String caCertificate)
            implements IssuedCredential {

        /** Without the key. */
        @Override
        public String toString() {
            return "IssuedCertificate[credential=" + credential + "]";
        }
    }
}
