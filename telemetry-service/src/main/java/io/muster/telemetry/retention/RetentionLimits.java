package io.muster.telemetry.retention;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** For how long what devices said is kept, by the time of the readings. */
@ConfigMapping(prefix = "muster.retention")
public interface RetentionLimits {

    /** Readings, where nothing else is said of their workspace. */
    @WithDefault("90d")
    Duration readings();

    /** Readings of these workspaces; shorter or longer. */
    Map<String, Duration> workspaces();

    /** Readings of the devices of these groups, by {@code id}; the longest holds, also against the workspace's. */
    Map<String, Duration> groups();

    /** Sums by the hour; whole months are dropped. */
    @WithDefault("730d")
    Duration rollUps();

    /** Statistics of what came; they look back at most 30 days. */
    @WithDefault("31d")
    Duration traffic();

    /** How often is looked for what is too old. */
    @WithDefault("1h")
    Duration interval();

    /** How soon a partition is tried again that could not be dropped because somebody reads it. */
    @WithDefault("1m")
    Duration retry();

    /** The most single readings that are removed by one statement. */
    @WithDefault("10000")
    int portion();
}
