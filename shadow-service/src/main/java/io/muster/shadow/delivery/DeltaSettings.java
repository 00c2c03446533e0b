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

    /** After this time a delta that the broker has not taken over is sent again. */
    @WithDefault("5s")
    Duration retry();
}
