package io.muster.registry.bulk;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceId;
import io.smallrye.mutiny.Uni;

/** Devices, many at a time. */
public interface BulkDevices {

    /**
     * Devices that a query finds.
     *
     * @param total how many it finds
     * @param devices up to the limit, by their {@code deviceId}
     */
    record Findings(long total, Map<String, DeviceId> devices) {}

    /** The devices of the workspace among those named, by the name that names them. */
    Uni<Map<String, DeviceId>> named(String workspace, Collection<String> references);

    /** Fails with a refusal that says what is wrong with the query. */
    Uni<Findings> found(String workspace, String query, int limit);

    /** Those of the devices that are still there, which nobody else can change until the transaction ends. */
    Uni<List<Device>> lock(String workspace, Collection<DeviceId> ids);

    /** Keeps status, tags and revision of locked devices, and whether they are provisioned. */
    Uni<Void> save(List<Device> devices);
}
