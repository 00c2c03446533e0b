package io.muster.shadow.delivery;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceListening;
import io.muster.kit.device.DeviceFollower;
import io.smallrye.mutiny.Uni;

/** A device that comes to listen is told what is desired of it, whether or not it was told before. */
@ApplicationScoped
class ListeningDevices implements DeviceFollower {

    private final DueDeltas due;
    private final DeltaDispatcher dispatcher;

    ListeningDevices(DueDeltas due, DeltaDispatcher dispatcher) {
        this.due = due;
        this.dispatcher = dispatcher;
    }

    @Override
    public Uni<Void> onConnectivity(ConnectivityEvent event) {
        if (!(event instanceof DeviceListening listening)) {
            return Uni.createFrom().voidItem();
        }
        boolean hears = new DeltaTopic(event.workspace(), event.device())
                .isHeardBy(listening.session().listening());
        return due.listens(event.device(), hears ? listening.session().number() : null)
                .invoke(dispatcher::wake);
    }
}
