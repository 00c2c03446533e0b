package io.muster.telemetry.state;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often a device's state is said, and how large it may be. */
@ConfigMapping(prefix = "muster.state")
public interface StateLimits {

    /** The time between two events of one device; a device that was quiet for longer is heard at once. */
    @WithDefault("5s")
    Duration interval();

    /** How soon what a device said is noticed. */
    @WithDefault("100ms")
    Duration poll();

    /** How many devices' states are said in one transaction. */
    @WithDefault("100")
    int batchSize();

    /** The largest latest value of a channel that is said, in bytes of JSON; a larger one is left out. */
    @WithDefault("8192")
    int maxChannelBytes();

    /**
     * The largest channels of an event together, in bytes of JSON; of more, the oldest are left out. Stays well below
     * what Kafka takes (1 MiB).
     */
    @WithDefault("131072")
    int maxEventBytes();
}
