package io.muster.provisioning.credential;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.outbox.Outbox;
import io.muster.provisioning.authority.RevokedCertificates;
import io.muster.provisioning.credential.CredentialRefusal.TooManyCredentials;
import io.muster.provisioning.credential.DeviceCredentials.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Which credentials are valid. Every change and its event are one transaction, and changes of one device queue up. */
@ApplicationScoped
class CredentialLedger {

    private final Credentials credentials;
    private final FirstCredentials first;
    private final RevokedCertificates revoked;
    private final ChosenPasswords chosen;
    private final Outbox outbox;
    private final CredentialSettings settings;
    private final Clock clock = Clock.systemUTC();

    CredentialLedger(
            Credentials credentials,
            FirstCredentials first,
            RevokedCertificates revoked,
            ChosenPasswords chosen,
            Outbox outbox,
            CredentialSettings settings) {
        this.credentials = credentials;
        this.first = first;
        this.revoked = revoked;
        this.chosen = chosen;
        this.outbox = outbox;
        this.settings = settings;
    }

    /** What {@link #enter} comes to for a device without any. */
    Change first(KnownDevice device, Credential fresh, Succession succession) {
        return new DeviceCredentials(device.workspace(), device.id(), 0, List.of()).with(fresh, succession, now());
    }

    /** Gives the revision of the change if it ends others; no broker has a word for one that only adds. */
    @WithTransaction
    Uni<OptionalLong> enter(KnownDevice device, Credential fresh, Succession succession) {
        if (succession.required().isPresent()) {
            return enterNext(device, fresh, succession);
        }
        return first.enterWithin(first(device, fresh, succession))
                .chain(entered ->
                        entered ? Uni.createFrom().item(OptionalLong.empty()) : enterNext(device, fresh, succession));
    }

    private Uni<OptionalLong> enterNext(KnownDevice device, Credential fresh, Succession succession) {
        Instant now = now();
        return credentials
                .hold(device.workspace(), device.id(), now)
                .map(held -> held.with(fresh, succession, now))
                .invoke(this::checkNumber)
                .call(this::write)
                .map(CredentialLedger::toConfirm);
    }

    private static OptionalLong toConfirm(Change change) {
        return change.event() instanceof CredentialsIssued
                ? OptionalLong.empty()
                : OptionalLong.of(change.after().revision());
    }

    /** As {@link #enter}, for a password that somebody chose: its slow hash is made later. */
    @WithTransaction
    Uni<OptionalLong> enterChosen(KnownDevice device, Credential fresh, Succession succession) {
        return enter(device, fresh, succession).call(() -> chosen.add(device, fresh.id()));
    }

    /** Keeps the password by this verifier from now on, if it is valid still. Nobody is put out by it. */
    @WithTransaction
    Uni<Void> harden(ChosenPasswords.Waiting waiting, String verifier) {
        Instant now = now();
        return credentials
                .holdIfAny(waiting.device(), now)
                .onItem()
                .ifNotNull()
                .transformToUni(held -> held.hardened(waiting.credential(), verifier, now)
                        .map(this::write)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> chosen.remove(waiting.credential()));
    }

    /** Gives the revision of the change. */
    @WithTransaction
    Uni<Long> revoke(KnownDevice device, CredentialId id) {
        Instant now = now();
        return credentials
                .hold(device.workspace(), device.id(), now)
                .map(held -> held.without(id, now))
                .call(this::write)
                .map(change -> change.after().revision());
    }

    /** The credential, if it is valid now. */
    @WithTransaction
    Uni<Credential> require(KnownDevice device, CredentialId id) {
        return credentials.hold(device.workspace(), device.id(), now()).map(held -> held.require(id));
    }

    /**
     * A device that is gone has no credentials.
     *
     * @param purge whether the rows are counted and removed right after this by the service's purge; otherwise they go
     *     now, for nothing in them is worth keeping
     */
    @WithTransaction
    Uni<Void> close(String device, boolean purge) {
        Instant now = now();
        return credentials.holdIfAny(device, now).onItem().ifNotNull().transformToUni(held -> write(
                        held.withoutAny(now))
                .chain(() -> purge ? Uni.createFrom().voidItem() : credentials.forget(device)));
    }

    private Uni<Void> write(Change change) {
        return credentials
                .keep(change, settings.keptPerDevice())
                .chain(() -> revoked.add(change.after().workspace(), change.withdrawals()))
                .chain(() -> outbox.append(change.event()));
    }

    private void checkNumber(Change change) {
        if (change.after().credentials().size() > settings.maxPerDevice()) {
            throw new TooManyCredentials(settings.maxPerDevice());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
