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

    /** How often a silent stream says that it is there: what stands between us and the listener may close it else. */
    @WithDefault("15s")
    Duration heartbeat();

    /** After so long a stream ends, whatever it waits for; who comes again goes on where it was. */
    @WithDefault("1h")
    Duration longest();

    /** The most listeners of a replica. */
    @WithDefault("500")
    int maxListeners();
}
