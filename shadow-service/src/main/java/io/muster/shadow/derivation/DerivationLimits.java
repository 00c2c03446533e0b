package io.muster.shadow.derivation;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How values are carried over from telemetry. */
@ConfigMapping(prefix = "muster.derivation")
interface DerivationLimits {

    /**
     * The shortest time between two changes of a shadow, each of which is a version in its history; a device that has
     * something left to do does not wait for it.
     */
    @WithDefault("1m")
    Duration interval();

    /** How many shadows a replica changes in a round. */
    @WithDefault("200")
    int portion();

    /** From the begin of a round to that of the next. */
    @WithDefault("200ms")
    Duration poll();

    /** How many of them at the same time; they share transactions with people and devices, who are to find room there. */
    @WithDefault("50")
    int devicesAtOnce();

    /** What somebody has begun and not finished in this time is begun anew. */
    @WithDefault("30s")
    Duration lease();
}
