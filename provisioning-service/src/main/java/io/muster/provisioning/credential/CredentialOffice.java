package io.muster.provisioning.credential;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.authority.ProvenKey;
import io.muster.provisioning.credential.CredentialRefusal.CredentialUnknown;
import io.muster.provisioning.credential.CredentialRefusal.DeviceNotProvisionable;
import io.muster.provisioning.revocation.Confirmations;
import io.muster.provisioning.revocation.Expectation;
import io.muster.provisioning.revocation.Receipt;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Where a device's credentials are asked for, looked at and taken back. What makes credentials is to be called outside
 * of a transaction, so that no row is locked while keys are made.
 */
@ApplicationScoped
public class CredentialOffice {

    private static final Set<String> NOT_PROVISIONABLE = Set.of("suspended", "deprecated");

    private final CredentialMint mint;
    private final CredentialLedger ledger;
    private final FirstCredentials first;
    private final Credentials credentials;
    private final Confirmations confirmations;
    private final CredentialRules rules;

    CredentialOffice(
            CredentialMint mint,
            CredentialLedger ledger,
            FirstCredentials first,
            Credentials credentials,
            Confirmations confirmations,
            CredentialSettings settings) {
        this.mint = mint;
        this.ledger = ledger;
        this.first = first;
        this.credentials = credentials;
        this.confirmations = confirmations;
        this.rules = new CredentialRules(settings);
    }

    /**
     * Gives the device a new credential in the place of all before it.
     *
     * @param by the person or program that asks
     */
    public Uni<IssuedCredential> provision(KnownDevice device, CredentialRequest request, String by) {
        CredentialOrder order = rules.check(request, device);
        Duration overlap = rules.overlap(request.overlapSeconds());
        Succession succession = new Succession.OfAll(overlap);
        return prepare(device, order, by).call(issued -> enterQuickly(device, issued, succession));
    }

    /** Gives the device a credential that has been decided on already, by whatever way it came in. */
    public Uni<IssuedCredential> issue(KnownDevice device, CredentialOrder order, Succession succession, String by) {
        return prepare(device, order, by).call(issued -> enter(device, issued, succession));
    }

    /**
     * As {@link #issue}, for a password that somebody chose. Gives the revision of the change if it ended others, which
     * the brokers confirm.
     */
    public Uni<OptionalLong> take(KnownDevice device, CredentialOrder order, Succession succession, String by) {
        return prepare(device, order, by).chain(issued -> ledger.enterChosen(device, issued.credential(), succession));
    }

    /** Not for those who are in a transaction already, which the quick way knows nothing of. */
    private Uni<Void> enterQuickly(KnownDevice device, IssuedCredential issued, Succession succession) {
        return first.enter(ledger.first(device, issued.credential(), succession))
                .chain(entered -> entered ? Uni.createFrom().voidItem() : enter(device, issued, succession));
    }

    /** Makes a credential, also for a device that may not exist yet. It is worth nothing before it is entered. */
    public Uni<IssuedCredential> prepare(KnownDevice device, CredentialOrder order, String by) {
        if (NOT_PROVISIONABLE.contains(device.status())) {
            throw new DeviceNotProvisionable(device.status());
        }
        return mint.mint(device, order, by);
    }

    /** From now on the device can come in with what was prepared for it. In the caller's transaction, if there is one. */
    public Uni<Void> enter(KnownDevice device, IssuedCredential prepared, Succession succession) {
        return ledger.enter(device, prepared.credential(), succession).replaceWithVoid();
    }

    /**
     * Gives the device another credential of the same kind, life and rights in the place of this one. Fails if the
     * device has no such credential that is valid.
     *
     * @param csr as in {@link CredentialRequest}, for a certificate
     * @param overlapSeconds how long the old one stays valid; null for not at all
     */
    public Uni<IssuedCredential> rotate(
            KnownDevice device, CredentialId id, @Nullable String csr, @Nullable Integer overlapSeconds, String by) {
        Succession succession = new Succession.OfOne(id, rules.overlap(overlapSeconds));
        return ledger.require(device, id)
                .map(old -> orderLike(old, csr))
                .chain(order -> issue(device, order, succession, by));
    }

    /** Also those that are not valid any more, the newest first. */
    @WithTransaction
    public Uni<List<CredentialStory>> list(KnownDevice device) {
        return credentials.of(device.workspace(), device.id());
    }

    /** Fails if the device never had such a credential, or had it too long ago. */
    @WithTransaction
    public Uni<CredentialStory> find(KnownDevice device, CredentialId id) {
        return credentials.of(device.workspace(), device.id()).map(all -> all.stream()
                .filter(story -> story.credential().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CredentialUnknown(id)));
    }

    /**
     * From now on the device cannot come in with it. Waits for the brokers' word as long as it is worth it. Fails if the
     * device has no such credential that is valid.
     */
    public Uni<Receipt> revoke(KnownDevice device, CredentialId id) {
        Expectation expectation = confirmations.expect(device.id());
        return ledger.revoke(device, id)
                .onFailure()
                .invoke(expectation::abandon)
                .chain(expectation::await);
    }

    private CredentialOrder orderLike(Credential old, @Nullable String csr) {
        Optional<ProvenKey> key = rules.csr(csr, old.leaf() != null);
        return new CredentialOrder(
                switch (old.kind()) {
                    case TOKEN -> new Proof.Token();
                    case CERTIFICATE -> new Proof.Certificate(key);
                    case SECRET -> new Proof.Secret(old.login());
                },
                Optional.ofNullable(old.validity().life()),
                old.topics());
    }
}
