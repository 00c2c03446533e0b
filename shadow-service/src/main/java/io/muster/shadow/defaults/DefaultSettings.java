package io.muster.shadow.defaults;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How defaults are kept and brought to devices. */
@ConfigMapping(prefix = "muster.defaults")
interface DefaultSettings {

    /** The most layers of a workspace. */
    @WithDefault("10000")
    int maxLayers();

    /** How many shadows a replica looks at in a round: that, and how soon the next one comes, is the pace of deltas. */
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
}
