package io.muster.registry.state;

import java.util.Collection;

import io.muster.events.StateReported;
import io.smallrye.mutiny.Uni;

/** The last values of devices, where they are and when they were seen. */
public interface DeviceStates {

    /**
     * Keeps what is newer than what is known and passes over devices that are gone; all or nothing.
     *
     * @param states no more than one a device of a workspace
     */
    Uni<Void> keep(Collection<StateReported> states);
}
