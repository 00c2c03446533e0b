package io.muster.registry.timeline;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of a device's past is kept. */
@ConfigMapping(prefix = "muster.registry.timeline")
public interface TimelineLimits {

    /** The newest entries of a device that are kept; now and then a few more are there until they are cleared away. */
    @WithDefault("1000")
    int entries();

    /** How old an entry may become; older ones go when further ones come. */
    @WithDefault("90d")
    Duration kept();

    /** How much time there is, at least, between two looks for entries that are too old. */
    @WithDefault("10s")
    Duration clearing();
}
