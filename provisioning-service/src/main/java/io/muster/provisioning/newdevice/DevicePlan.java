package io.muster.provisioning.newdevice;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a device before it comes.
 *
 * @param type null for the usual one
 * @param name null for its id
 * @param groups paths such as {@code plant/hall 2}
 * @param metadata JSON values
 */
public record DevicePlan(
        @Nullable String type, @Nullable String name, List<String> groups, Map<String, Object> metadata) {

    /** Nothing. */
    public static final DevicePlan NONE = new DevicePlan(null, null, List.of(), Map.of());

    public DevicePlan {
        groups = List.copyOf(groups);
    }
}
