package io.muster.telemetry.feedback;

import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether devices are told on their topic {@code errors} what could not be stored, and how often. */
@ConfigMapping(prefix = "muster.telemetry.errors")
public interface FeedbackSettings {

    /** Whether devices are told, where nothing else is said of their workspace. */
    @WithDefault("false")
    boolean enabled();

    /** Whether the devices of these workspaces are told, by the workspace's name. */
    Map<String, Boolean> workspaces();

    /** The most that one device is told in a minute, by one replica; the rest is among the rejected messages alone. */
    @WithDefault("10")
    int perMinute();

    /** The most that all devices together are told in a second, by one replica. */
    @WithDefault("100")
    int perSecond();

    /** How many devices' pace is remembered: those that were told something last. */
    @WithDefault("10000")
    int maxDevices();

    /** Whether the devices of this workspace are told. */
    default boolean enabledIn(String workspace) {
        return workspaces().getOrDefault(workspace, enabled());
    }
}
