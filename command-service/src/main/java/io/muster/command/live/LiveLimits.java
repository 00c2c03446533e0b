package io.muster.command.live;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How live streams are fed. */
@ConfigMapping(prefix = "muster.live")
public interface LiveLimits {

    /** How soon changes are looked for: once for all listeners of a replica. */
    @WithDefault("250ms")
    Duration poll();

    /** After so long a stream ends, whatever it waits for; who comes again goes on where it was. */
    @WithDefault("1h")
    Duration longest();
}
