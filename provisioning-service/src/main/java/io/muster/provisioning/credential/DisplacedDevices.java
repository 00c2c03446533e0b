package io.muster.provisioning.credential;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.onboarding.Displacement;
import io.smallrye.mutiny.Uni;

/** A newcomer that has lost its name must not come in with what it still holds. */
@ApplicationScoped
class DisplacedDevices implements Displacement {

    private final CredentialLedger ledger;

    DisplacedDevices(CredentialLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Uni<Void> onDisplaced(KnownDevice newcomer) {
        return ledger.close(newcomer.id(), false);
    }
}
