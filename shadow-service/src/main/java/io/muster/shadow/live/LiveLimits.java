package io.muster.shadow.live;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How live streams are fed. */
@ConfigMapping(prefix = "muster.live")
interface LiveLimits {

    /** How soon changes are looked for: once for all listeners of a replica. */
    @WithDefault("250ms")
    Duration poll();

    /** Documents that wait for a slow listener; one more, and it is dropped. */
    @WithDefault("16")
    int buffer();

    /** After so long a stream ends; who comes again goes on where it was. */
    @WithDefault("1h")
    Duration longest();
}
