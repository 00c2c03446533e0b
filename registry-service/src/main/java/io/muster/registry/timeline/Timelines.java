package io.muster.registry.timeline;

import java.util.Collection;
import java.util.List;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;

/** The past of devices. */
public interface Timelines {

    /**
     * Keeps entries, also of devices that are not registered yet, but not of those that were deleted with their data. An
     * entry that is known stays as it is.
     */
    Uni<Void> add(List<TimelineEntry> entries);

    /** Removes what came in while the devices were deleted with their data. */
    Uni<Void> forget(Collection<String> devices);

    /**
     * The newest first. Fails with {@link io.muster.registry.device.DeviceRefusal.DeviceUnknown} if the workspace never
     * had the device, or its data is deleted.
     *
     * @param reference its {@code id} or {@code deviceId}; of a deleted device the {@code id}
     * @param types only those whose type is one of these or begins with one: {@code command} means {@code
     *     command-sent}, too; all if there are none
     */
    Uni<Page<TimelineEntry>> page(String workspace, String reference, List<String> types, PageRequest page);
}
