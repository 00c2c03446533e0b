package io.muster.command.dispatch;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.DueSignal;
import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.kit.device.DeviceFollower;
import io.smallrye.mutiny.Uni;

/** Sends what has waited when a device comes, and gives up what waits when it goes for good. */
@ApplicationScoped
class DispatchFollower implements DeviceFollower {

    private final DeviceWatch watch;
    private final DueSignal due;

    DispatchFollower(DeviceWatch watch, DueSignal due) {
        this.watch = watch;
        this.due = due;
    }

    @Override
    public Uni<Void> onDevice(DeviceEvent event) {
        if (event instanceof DeviceRegistered) {
            // Of a device that is new nothing waits yet.
            return Uni.createFrom().voidItem();
        }
        boolean deleted = event instanceof DeviceDeleted;
        String status = deleted ? DeviceCondition.DELETED : event.device().status();
        Optional<String> closure = DeviceCondition.closure(status);
        Uni<Void> change = closure.isPresent()
                ? watch.closes(event.subject(), closure.get(), deleted)
                : watch.opens(event.subject());
        return change.invoke(due::raise);
    }

    @Override
    public Uni<Void> onConnectivity(ConnectivityEvent event) {
        boolean listens = !(event instanceof DeviceDisconnected)
                && !event.session().listening().isEmpty();
        return listens
                ? watch.listens(event.device(), event.session().number()).invoke(due::raise)
                : Uni.createFrom().voidItem();
    }
}
