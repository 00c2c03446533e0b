package io.muster.provisioning.credential;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.credential.CredentialRefusal.CredentialUnknown;
import io.muster.provisioning.credential.CredentialRefusal.DeviceNotProvisionable;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Where a device's credentials are asked for, looked at and taken back. */
@ApplicationScoped
public class CredentialOffice {

    private static final Set<String> NOT_PROVISIONABLE = Set.of("suspended", "deprecated");

    private final CredentialMint mint;
    private final CredentialLedger ledger;
    private final Credentials credentials;
    private final CredentialRules rules;

    CredentialOffice(
            CredentialMint mint, CredentialLedger ledger, Credentials credentials, CredentialSettings settings) {
        this.mint = mint;
        this.ledger = ledger;
        this.credentials = credentials;
        this.rules = new CredentialRules(settings);
    }

    /**
     * Gives the device a new credential and revokes the ones before it. To be called outside of a transaction, so that
     * no row is locked while keys are made.
     *
     * @param by the person or program that asks
     */
    public Uni<IssuedCredential> provision(KnownDevice device, CredentialRequest request, String by) {
        CredentialOrder order = rules.check(request);
        if (NOT_PROVISIONABLE.contains(device.status())) {
            throw new DeviceNotProvisionable(device.status());
        }
        return mint.mint(device, order, by).call(issued -> ledger.replace(device, issued.credential()));
    }

    /** The newest first, expired ones included. */
    @WithTransaction
    public Uni<List<Credential>> list(KnownDevice device) {
        return credentials.of(device.workspace(), device.id());
    }

    /** Fails if the device has no such credential. */
    @WithTransaction
    public Uni<Credential> find(KnownDevice device, CredentialId id) {
        return credentials.of(device.workspace(), device.id()).map(all -> all.stream()
                .filter(credential -> credential.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CredentialUnknown(id)));
    }

    /** From now on the device cannot come in with it. Fails if the device has no such credential. */
    public Uni<Void> revoke(KnownDevice device, CredentialId id) {
        return ledger.revoke(device, id);
    }
}
