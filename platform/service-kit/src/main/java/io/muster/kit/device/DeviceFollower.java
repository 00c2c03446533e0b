package io.muster.kit.device;

import java.util.List;

import io.muster.events.ConnectivityEvent;
import io.muster.events.DeviceEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A feature that acts on what happens to devices. Any bean of this type is told, in the order of each device, after
 * the service's projection has been brought up to date; it may be told twice.
 */
public interface DeviceFollower {

    /** The registry said something of these devices; one after the other, unless the follower knows a quicker way. */
    default Uni<Void> onDevices(List<DeviceEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(this::onDevice)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The registry said something of the device. */
    default Uni<Void> onDevice(DeviceEvent event) {
        return Uni.createFrom().voidItem();
    }

    /**
     * Devices came, listen or went: what the broker said since the last time, in its order. Nothing is told that is older
     * than what was known; of one device there may be several words, the last of which holds.
     */
    default Uni<Void> onConnectivity(List<ConnectivityEvent> events) {
        return Uni.createFrom().voidItem();
    }
}
