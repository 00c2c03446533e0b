package io.muster.provisioning.access;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.kit.device.DeviceFollower;
import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;

/** Where somebody looks who wonders why a device does not come in. */
@ApplicationScoped
public class AccessLog implements DeviceFollower {

    private final Attempts attempts;
    private final AccessSettings settings;

    AccessLog(Attempts attempts, AccessSettings settings) {
        this.attempts = attempts;
        this.settings = settings;
    }

    /** A broker has kept somebody out. */
    public Uni<Void> enter(AccessRefused refusal) {
        return attempts.add(refusal, settings.keptPerDevice());
    }

    public Uni<AccessHistory> of(KnownDevice device) {
        return attempts.of(device.id());
    }

    @Override
    public Uni<Void> onDevice(DeviceEvent event) {
        return event instanceof DeviceDeleted deletion && !deletion.purgeData()
                ? attempts.forget(deletion.subject())
                : Uni.createFrom().voidItem();
    }
}
