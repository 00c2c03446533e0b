package io.muster.provisioning.revocation;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long a revocation waits for the brokers' word. */
@ConfigMapping(prefix = "muster.provisioning.revocation")
interface RevocationSettings {

    /** The longest time before the answer is given without it. */
    @WithDefault("3s")
    Duration patience();

    /** How many brokers there are, each of which must say so. */
    @WithDefault("1")
    int brokers();
}
