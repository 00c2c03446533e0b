package io.muster.registry.device;

import io.smallrye.mutiny.Uni;

/** The devices there are, inside of a transaction. */
public interface Devices {

    /** Fails with {@link DeviceRefusal.DeviceIdTaken} if the workspace has a device of this {@code deviceId}. */
    Uni<Void> add(Device device);

    /**
     * The device, which nobody else can change until the transaction ends; fails with {@link
     * DeviceRefusal.DeviceUnknown} if there is none.
     *
     * @param reference its {@code id} or its {@code deviceId}
     */
    Uni<Device> lock(String workspace, String reference);

    /** Keeps the new state of a locked device. */
    Uni<Void> save(Device device);

    /** Removes a locked device. */
    Uni<Void> remove(Device device);
}
