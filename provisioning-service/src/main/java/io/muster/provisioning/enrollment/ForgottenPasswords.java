package io.muster.provisioning.enrollment;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.kit.device.DeviceFollower;
import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.onboarding.Displacement;
import io.smallrye.mutiny.Uni;

/** A device that is gone does not enroll any more. What a purge removes it counts itself. */
@ApplicationScoped
class ForgottenPasswords implements DeviceFollower, Displacement {

    private final EnrollmentPasswords passwords;

    ForgottenPasswords(EnrollmentPasswords passwords) {
        this.passwords = passwords;
    }

    @Override
    public Uni<Void> onDevice(DeviceEvent event) {
        return event instanceof DeviceDeleted deletion && !deletion.purgeData()
                ? passwords.forget(deletion.subject())
                : Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> onDisplaced(KnownDevice newcomer) {
        return passwords.forget(newcomer.id());
    }
}
