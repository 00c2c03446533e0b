package io.muster.registry.group;

import java.util.List;

import io.muster.registry.device.DeviceId;

/**
 * How a group's members differ from what its query finds.
 *
 * @param joining found, but not in the group
 * @param leaving in the group, but not found
 */
public record Difference(List<DeviceId> joining, List<DeviceId> leaving) {

    public Difference {
        joining = List.copyOf(joining);
        leaving = List.copyOf(leaving);
    }

    boolean isNone() {
        return joining.isEmpty() && leaving.isEmpty();
    }
}
