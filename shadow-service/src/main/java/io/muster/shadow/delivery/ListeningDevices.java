package io.muster.shadow.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceListening;
import io.muster.kit.device.DeviceFollower;
import io.muster.shadow.delivery.DueDeltas.Listening;
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
    public Uni<Void> onConnectivity(List<ConnectivityEvent> events) {
        Map<String, Listening> listening = new LinkedHashMap<>();
        events.stream()
                .filter(DeviceListening.class::isInstance)
                .map(ListeningDevices::listening)
                .forEach(next -> listening.merge(next.device(), next, Listening::then));
        return listening.isEmpty()
                ? Uni.createFrom().voidItem()
                : due.listen(List.copyOf(listening.values())).invoke(dispatcher::wake);
    }

    private static Listening listening(ConnectivityEvent event) {
        boolean hears = new DeltaTopic(event.workspace(), event.device())
                .isHeardBy(event.session().listening());
        return new Listening(event.device(), hears ? event.session().number() : null, !hears);
    }
}
