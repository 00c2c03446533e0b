package io.muster.shadow.delivery;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How deltas are sent. */
@ConfigMapping(prefix = "muster.delta")
interface DeltaSettings {

    /** How many are sent at the same time. */
    @WithDefault("100")
    int batchSize();

    /**
     * How often it is looked for what is due. Changes and devices that come to listen do not wait for it; this is for
     * what a failed try, another replica or an earlier life of this one left behind.
     */
    @WithDefault("1s")
    Duration pollInterval();

    /**
     * After this time a delta whose sender died is sent by another. Longer than the broker may take to take one over,
     * {@code muster.sender.acknowledge-timeout}: a device that hears it twice has cost more than one that hears it late.
     */
    @WithDefault("15s")
    Duration retry();
}
