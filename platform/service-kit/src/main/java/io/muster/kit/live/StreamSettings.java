package io.muster.kit.live;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How streams are kept, in the services that have such. */
@ConfigMapping(prefix = "muster.live")
public interface StreamSettings {

    /** How often a stream says that it is there: what stands between us and the listener may close it else. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long a listener that was dropped may take to read so; then its connection is closed. */
    @WithDefault("10s")
    Duration farewell();

    /** The most listeners of a replica. */
    @WithDefault("500")
    int maxListeners();
}
