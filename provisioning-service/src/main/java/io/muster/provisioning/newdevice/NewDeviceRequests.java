package io.muster.provisioning.newdevice;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The requests of all workspaces. For use inside a transaction. */
public interface NewDeviceRequests {

    /** False if the workspace has one of this id. */
    Uni<Boolean> add(NewDeviceRequest request);

    Uni<@Nullable NewDeviceRequest> find(String workspace, String id);

    /** As {@link #find}, held against every other change until the transaction ends. */
    Uni<@Nullable NewDeviceRequest> hold(String workspace, String id);

    /** Writes the state of one that is held. */
    Uni<Void> change(NewDeviceRequest changed);

    /** Writes what is known of the device; false if there is no such request. */
    Uni<Boolean> plan(String workspace, String id, DevicePlan plan);

    /** False if there was none. */
    Uni<Boolean> remove(String workspace, String id);

    /** In the order in which they were made. */
    Uni<List<NewDeviceRequest>> list(String workspace, int offset, int most);

    /** The ids of those whose device is at the door, in the order in which they were made. */
    Uni<List<String>> atTheDoor(String workspace, int most);

    Uni<Long> count(String workspace);

    /** How many devices of the workspace this service knows. */
    Uni<Long> countDevices(String workspace);
}
