package io.muster.registry.group;

import java.util.List;

import io.muster.registry.device.DeviceId;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Which devices have changed since their workspace's queries were put to them. */
public interface ChangeNotes {

    /**
     * Devices of a workspace that have changed.
     *
     * @param notes that say so
     * @param devices each once
     */
    record ChangedDevices(String workspace, List<Long> notes, List<DeviceId> devices) {}

    /** The oldest notes, up to so many, as far as they are of one workspace; null if there is none. */
    Uni<@Nullable ChangedDevices> oldest(int limit);

    /** Forgets the notes: every group has been compared with their devices. */
    Uni<Void> forget(ChangedDevices changed);
}
