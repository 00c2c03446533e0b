package io.muster.provisioning.credential;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.kit.device.DeviceFollower;
import io.smallrye.mutiny.Uni;

/** A deleted device must not come in with what it still holds. */
@ApplicationScoped
class DeletedDevices implements DeviceFollower {

    private final CredentialLedger ledger;

    DeletedDevices(CredentialLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Uni<Void> onDevice(DeviceEvent event) {
        return event instanceof DeviceDeleted deletion
                ? ledger.close(deletion.subject(), deletion.purgeData())
                : Uni.createFrom().voidItem();
    }
}
