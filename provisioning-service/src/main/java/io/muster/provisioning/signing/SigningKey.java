package io.muster.provisioning.signing;

import java.security.KeyPair;

import io.muster.provisioning.vault.P256;

/** A key that signs device tokens. */
public record SigningKey(String id, KeyPair pair) {

    static SigningKey generate() {
        KeyPair pair = P256.generate();
        return new SigningKey(PublicSigningKey.of(pair.getPublic()).id(), pair);
    }

    /** Without the pair. */
    @Override
    public String toString() {
        return "SigningKey[id=" + id + "]";
    }
}
