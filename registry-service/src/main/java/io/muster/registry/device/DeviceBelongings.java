package io.muster.registry.device;

import io.smallrye.mutiny.Uni;

/** Something in the registry that goes when its device goes: any bean of this type is asked to let go. */
public interface DeviceBelongings {

    /** What it is, in the plural; purge reports count under this word. */
    String kind();

    /** Whether it outlives a device that is deleted without its data. */
    default boolean isHistory() {
        return false;
    }

    /**
     * Removes what belongs to a locked device, in the transaction that deletes it or purges what was kept of it, and
     * says how much that was.
     */
    Uni<Long> removeOf(DeviceId device);
}
