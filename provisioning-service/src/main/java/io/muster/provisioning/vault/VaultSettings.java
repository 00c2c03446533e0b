package io.muster.provisioning.vault;

import io.smallrye.config.ConfigMapping;

/** What the service needs before it can keep a secret. */
@ConfigMapping(prefix = "muster.provisioning")
interface VaultSettings {

    /**
     * The key that seals all private keys in the database: 32 random bytes in base64. All replicas share it. Lost, it
     * takes every signing key and certificate authority with it.
     */
    String masterKey();
}
