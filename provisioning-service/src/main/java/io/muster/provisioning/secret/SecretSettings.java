package io.muster.provisioning.secret;

import io.smallrye.config.ConfigMapping;

/** How secrets are kept. */
@ConfigMapping(prefix = "muster.provisioning")
interface SecretSettings {

    /**
     * The key under which machine-made secrets are kept: 32 random bytes in base64, the same as the brokers'. Lost, it
     * takes every secret with it.
     */
    String secretKey();
}
