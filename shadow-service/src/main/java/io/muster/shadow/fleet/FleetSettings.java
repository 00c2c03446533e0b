package io.muster.shadow.fleet;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the shadows of many are changed. */
@ConfigMapping(prefix = "muster.fleet")
interface FleetSettings {

    /** The most devices that one request may mean. */
    @WithDefault("100000")
    int maxDevices();

    /** How many shadows a replica changes in a round: that, and how soon the next one comes, is the pace of deltas. */
    @WithDefault("100")
    int portion();

    /** From the begin of a round to that of the next. */
    @WithDefault("200ms")
    Duration interval();

    /** How many of them at the same time; they share transactions with people and devices, who are to find room there. */
    @WithDefault("50")
    int devicesAtOnce();

    /** What somebody has begun and not finished in this time is begun anew. */
    @WithDefault("30s")
    Duration lease();

    /** How long a batch can be looked at. */
    @WithDefault("7d")
    Duration kept();
}
