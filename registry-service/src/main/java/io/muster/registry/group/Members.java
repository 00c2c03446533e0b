package io.muster.registry.group;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import io.muster.registry.device.DeviceId;
import io.smallrye.mutiny.Uni;

/** Who is in which group; see {@link Groups} for the order of locks. */
public interface Members {

    /**
     * The devices of the workspace among those named, by their name, kept from being deleted until the transaction
     * ends.
     */
    Uni<Map<String, DeviceId>> holdDevices(String workspace, Collection<String> references);

    /** Adds devices to a locked group and answers those that were not in it before. */
    Uni<Set<DeviceId>> add(Group group, Collection<DeviceId> devices);

    /** Removes devices from a locked group and answers those that were in it. */
    Uni<Set<DeviceId>> remove(Group group, Collection<DeviceId> devices);

    /** Removes up to so many devices, no matter which, from a locked group and answers them. */
    Uni<Set<DeviceId>> removeSome(Group group, int limit);
}
