package io.muster.kit.inbox;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the service waits before it tries an event again that it could not take in. */
@ConfigMapping(prefix = "muster.inbox")
interface InboxSettings {

    /** Before the second try; doubles from then on. */
    @WithDefault("200ms")
    Duration firstRetry();

    /** The longest wait between two tries. */
    @WithDefault("10s")
    Duration lastRetry();
}
