package io.muster.provisioning.credential;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.kit.outbox.Outbox;
import io.muster.provisioning.credential.DeviceCredentials.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Which credentials are valid. Every change and its event are one transaction, and changes of one device queue up. */
@ApplicationScoped
class CredentialLedger {

    private final Credentials credentials;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    CredentialLedger(Credentials credentials, Outbox outbox) {
        this.credentials = credentials;
        this.outbox = outbox;
    }

    @WithTransaction
    Uni<Void> replace(KnownDevice device, Credential fresh) {
        return credentials
                .hold(device.workspace(), device.id())
                .map(held -> held.replacedBy(fresh))
                .chain(this::enter);
    }

    @WithTransaction
    Uni<Void> revoke(KnownDevice device, CredentialId id) {
        return credentials
                .hold(device.workspace(), device.id())
                .map(held -> held.without(id, clock.instant()))
                .chain(this::enter);
    }

    /**
     * A device that is gone has no credentials.
     *
     * @param purge whether the rows are counted and removed right after this by the service's purge; otherwise they go
     *     now, for nothing in them is worth keeping
     */
    @WithTransaction
    Uni<Void> close(String device, boolean purge) {
        return credentials.holdIfAny(device).onItem().ifNotNull().transformToUni(held -> outbox.append(
                        held.withoutAny().event())
                .chain(() -> purge ? Uni.createFrom().voidItem() : credentials.forget(device)));
    }

    private Uni<Void> enter(Change change) {
        return credentials.keep(change.after()).chain(() -> outbox.append(change.event()));
    }
}
