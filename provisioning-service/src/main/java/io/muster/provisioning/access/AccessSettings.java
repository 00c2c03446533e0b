package io.muster.provisioning.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept of those who were kept out. */
@ConfigMapping(prefix = "muster.provisioning.access")
interface AccessSettings {

    /** How many attempts of each device; the newest ones. */
    @WithDefault("50")
    int keptPerDevice();
}
