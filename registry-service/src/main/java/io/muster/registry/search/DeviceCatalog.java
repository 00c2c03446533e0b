package io.muster.registry.search;

import io.muster.kit.paging.Page;
import io.smallrye.mutiny.Uni;

/** Where people look devices up. */
public interface DeviceCatalog {

    /**
     * Fails with {@link io.muster.registry.device.DeviceRefusal.DeviceUnknown} if the workspace has no such device.
     *
     * @param reference its {@code id} or its {@code deviceId}
     */
    Uni<DeviceCard> require(String workspace, String reference);

    Uni<Page<DeviceCard>> page(DeviceQuery query);
}
