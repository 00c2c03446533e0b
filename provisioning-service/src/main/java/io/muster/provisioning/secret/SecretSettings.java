package io.muster.provisioning.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** How secrets are kept. */
@ConfigMapping(prefix = "muster.provisioning")
interface SecretSettings {

    /**
     * The key under which machine-made secrets are kept: 32 random bytes in base64, the same as the brokers'. Lost, it
     * takes every secret with it.
     */
    String secretKey();

    Argon2 password();

    /** What a guess at a chosen password costs: Argon2id (RFC 9106). Changed values hold for new passwords. */
    interface Argon2 {

        /** Memory of one hash, in KiB. */
        @WithDefault("19456")
        @WithName("memory-kib")
        int memoryKib();

        /** Passes over that memory. */
        @WithDefault("2")
        int passes();

        /** Lanes that could be computed side by side. */
        @WithDefault("1")
        int lanes();
    }
}
