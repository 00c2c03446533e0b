package io.muster.registry.device;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many devices are registered at once. */
@ConfigMapping(prefix = "muster.registry.batch")
public interface BatchLimits {

    /** Devices of one batch. */
    @WithDefault("10000")
    int devices();

    /** Devices of one transaction. */
    @WithDefault("500")
    int part();

    /** Batches that are worked on at the same time; the others wait. Each may hold its whole body in memory. */
    @WithDefault("2")
    int atOnce();

    /** How long a batch waits for its turn. */
    @WithDefault("PT30S")
    Duration patience();
}
