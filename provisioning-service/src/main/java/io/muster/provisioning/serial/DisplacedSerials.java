package io.muster.provisioning.serial;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.onboarding.Displacement;
import io.smallrye.mutiny.Uni;

/** A serial whose device has lost its name may register again, also where it may only once. */
@ApplicationScoped
class DisplacedSerials implements Displacement {

    private final Serials serials;

    DisplacedSerials(Serials serials) {
        this.serials = serials;
    }

    @Override
    public Uni<Void> onDisplaced(KnownDevice newcomer) {
        return serials.forgetDevice(newcomer.id());
    }
}
