package io.muster.command.rollout;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many rollouts there may be, of what size, and how closely they are watched. */
@ConfigMapping(prefix = "muster.rollout")
public interface RolloutSettings {

    /** The most rollouts of a workspace that are not over. */
    @WithDefault("50")
    int unfinished();

    /** The most waves that a plan may name. */
    @WithDefault("100")
    int waves();

    /** How far ahead a rollout may be scheduled. */
    @WithDefault("365d")
    Duration latestStart();

    /** How often a rollout that is underway is looked at. */
    @WithDefault("1s")
    Duration lookInterval();

    /** How often a continuous one looks for devices that have joined. */
    @WithDefault("1m")
    Duration newcomerInterval();

    /** How long a rollout that is over is kept. */
    @WithDefault("365d")
    Duration retention();

    /** How often those that were kept long enough are removed, and how many at once. */
    @WithDefault("10m")
    Duration removalInterval();

    @WithDefault("100")
    int removalBatch();
}
