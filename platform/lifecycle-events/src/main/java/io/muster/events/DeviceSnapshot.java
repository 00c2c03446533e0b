package io.muster.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A whole device as the registry knows it.
 *
 * @param id given by the platform, {@code dev_…}
 * @param deviceId given by the user, unique in the workspace
 * @param status {@code active}, {@code inactive}, {@code suspended} or {@code deprecated}
 * @param provisioned whether it ever had credentials; an inactive device that never had any becomes active with its
 *     first, one that a person switched off does not
 */
public record DeviceSnapshot(
        String id,
        String workspace,
        String deviceId,
        String type,
        String name,
        @Nullable String description,
        String status,
        boolean provisioned,
        Map<String, Object> info,
        List<String> tags,
        Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt) {}
