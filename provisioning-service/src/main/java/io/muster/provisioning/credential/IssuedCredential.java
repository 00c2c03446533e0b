package io.muster.provisioning.credential;

import io.muster.provisioning.authority.DeviceCertificate;

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

    /** @param secret what the device shows as its password */
    record IssuedSecret(Credential credential, String secret) implements IssuedCredential {

        /** Without the secret. */
        @Override
        public String toString() {
            return "IssuedSecret[credential=" + credential + "]";
        }
    }

    record IssuedCertificate(Credential credential, DeviceCertificate made) implements IssuedCredential {

        /** Without the key. */
        @Override
        public String toString() {
            return "IssuedCertificate[credential=" + credential + "]";
        }
    }
}
