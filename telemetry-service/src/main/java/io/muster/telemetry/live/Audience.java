package io.muster.telemetry.live;

import org.jspecify.annotations.Nullable;

/**
 * What a listener wants to hear.
 *
 * @param device the only one, by {@code id}; null for all of the workspace
 * @param channel the only one; null for all
 */
public record Audience(String workspace, @Nullable String device, @Nullable String channel) {

    boolean wants(LiveReading heard) {
        return heard.workspace().equals(workspace)
                && (device == null || heard.device().equals(device))
                && (channel == null || heard.reading().channel().equals(channel));
    }
}
