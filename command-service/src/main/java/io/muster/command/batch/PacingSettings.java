package io.muster.command.batch;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How fast batches are given out. Devices that are away take nothing of it. */
@ConfigMapping(prefix = "muster.pacing")
public interface PacingSettings {

    /** The most executions in a second, of all batches together. */
    @WithDefault("5000")
    double perSecond();

    /** The most executions in a second of the batches of one workspace. */
    @WithDefault("5000")
    double workspacePerSecond();

    /** How often some are given out. */
    @WithDefault("100ms")
    Duration interval();

    /** How many that were given out may wait to be sent; no more are given out meanwhile. */
    @WithDefault("1000")
    int waiting();
}
