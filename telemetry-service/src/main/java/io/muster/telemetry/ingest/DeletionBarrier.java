package io.muster.telemetry.ingest;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.kit.device.DeviceFollower;
import io.smallrye.mutiny.Uni;

/**
 * Stands between a deletion and its purge: a batch that was on its way when the device was deleted is committed before
 * the purge looks, and so nothing of the device is left behind it.
 */
@ApplicationScoped
class DeletionBarrier implements DeviceFollower {

    private final Readings readings;

    DeletionBarrier(Readings readings) {
        this.readings = readings;
    }

    @Override
    public Uni<Void> onDevice(DeviceEvent event) {
        return event instanceof DeviceDeleted
                ? readings.settle()
                : Uni.createFrom().voidItem();
    }
}
