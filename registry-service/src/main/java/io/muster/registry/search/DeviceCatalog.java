package io.muster.registry.search;

import java.util.List;

import io.muster.kit.paging.Page;
import io.smallrye.mutiny.Multi;
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

    /**
     * All devices from where the query begins, in batches that are read as they are asked for. Each device that is there
     * from beginning to end comes once; its place in the order may change meanwhile only if it is sorted by something
     * that changes.
     */
    Multi<List<DeviceCard>> export(DeviceQuery query);
}
