package io.muster.telemetry.state;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.kit.Rounds;
import io.muster.kit.device.DeviceFollower;
import io.muster.telemetry.ingest.Readings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** Says what devices said last, in turn, until they are deleted. */
@ApplicationScoped
class StateTeller implements DeviceFollower {

    private final DeviceStates states;
    private final Readings readings;
    private final StateLimits limits;
    private final Rounds rounds = new Rounds();

    StateTeller(DeviceStates states, Readings readings, StateLimits limits) {
        this.states = states;
        this.readings = readings;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        rounds.repeat("device states", limits.poll(), states::sayDue);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** A batch on its way may still hold readings of the device; the last word comes after it. */
    @Override
    public Uni<Void> onDevice(DeviceEvent event) {
        return event instanceof DeviceDeleted deletion
                ? readings.settle().chain(() -> states.end(deletion.subject(), deletion.purgeData()))
                : Uni.createFrom().voidItem();
    }
}
