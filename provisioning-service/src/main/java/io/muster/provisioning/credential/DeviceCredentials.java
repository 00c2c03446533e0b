package io.muster.provisioning.credential;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.CredentialsRotated;
import io.muster.provisioning.authority.Withdrawal;
import io.muster.provisioning.credential.CredentialRefusal.CredentialUnknown;

/**
 * All that one device may prove itself with.
 *
 * @param revision counts the changes; 0 for a device that never had any credential
 * @param credentials those that are valid
 */
public record DeviceCredentials(String workspace, String device, long revision, List<Credential> credentials) {

    public DeviceCredentials {
        credentials = List.copyOf(credentials);
    }

    /**
     * A change that has been decided.
     *
     * @param revoked those that are not valid any more, from {@code at} on
     * @param withdrawals the certificates that end sooner than they say themselves
     * @param event what the others hear of it
     */
    public record Change(
            DeviceCredentials after,
            List<Credential> revoked,
            List<Withdrawal> withdrawals,
            Instant at,
            CredentialEvent event) {}

    /** @throws CredentialRefusal.CredentialUnknown if the fresh one succeeds one that is not valid */
    Change with(Credential fresh, Succession succession, Instant now) {
        succession.required().ifPresent(this::require);
        List<Credential> ending = succession.ending(credentials);
        List<Credential> displaced = succession.displaced(credentials);
        List<Credential> fading = succession.overlap().isZero()
                ? List.of()
                : ending.stream()
                        .map(credential -> credential.endingBy(now.plus(succession.overlap())))
                        .toList();
        DeviceCredentials after = next(Stream.of(
                        List.of(fresh),
                        fading,
                        credentials.stream()
                                .filter(one -> !ending.contains(one) && !displaced.contains(one))
                                .toList())
                .flatMap(List::stream)
                .toList());
        CredentialEvent event = ending.isEmpty() && displaced.isEmpty()
                ? new CredentialsIssued(after.revision, workspace, device, after.listed())
                : new CredentialsRotated(after.revision, workspace, device, after.listed());
        List<Credential> revoked = Stream.concat(displaced.stream(), fading.isEmpty() ? ending.stream() : Stream.of())
                .toList();
        return new Change(after, revoked, withdrawals(revoked, now, fading), now, event);
    }

    /** @throws CredentialRefusal.CredentialUnknown if it is not among them */
    Change without(CredentialId id, Instant now) {
        Credential revoked = require(id);
        return revoking(
                List.of(revoked),
                credentials.stream().filter(one -> !one.id().equals(id)).toList(),
                now);
    }

    /** The same credentials, one of them kept by another verifier; empty if it is not among them. */
    Optional<Change> hardened(CredentialId id, String verifier, Instant now) {
        if (credentials.stream().noneMatch(one -> one.id().equals(id))) {
            return Optional.empty();
        }
        DeviceCredentials after = next(credentials.stream()
                .map(one -> one.id().equals(id) ? one.keptBy(verifier) : one)
                .toList());
        CredentialEvent event = new CredentialsRotated(after.revision, workspace, device, after.listed());
        return Optional.of(new Change(after, List.of(), List.of(), now, event));
    }

    Change withoutAny(Instant now) {
        return revoking(credentials, List.of(), now);
    }

    /** @throws CredentialRefusal.CredentialUnknown if it is not among them */
    Credential require(CredentialId id) {
        return credentials.stream()
                .filter(credential -> credential.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CredentialUnknown(id));
    }

    private Change revoking(List<Credential> revoked, List<Credential> remaining, Instant now) {
        DeviceCredentials after = next(remaining);
        return new Change(
                after,
                revoked,
                withdrawals(revoked, now, List.of()),
                now,
                new CredentialsRevoked(after.revision, workspace, device, after.listed()));
    }

    private static List<Withdrawal> withdrawals(List<Credential> revoked, Instant now, List<Credential> fading) {
        List<Withdrawal> withdrawals = new ArrayList<>();
        for (Credential credential : revoked) {
            if (credential.leaf() != null) {
                withdrawals.add(new Withdrawal(credential.leaf(), now));
            }
        }
        for (Credential credential : fading) {
            if (credential.leaf() != null) {
                withdrawals.add(new Withdrawal(
                        credential.leaf(),
                        Objects.requireNonNull(credential.validity().expiresAt())));
            }
        }
        return List.copyOf(withdrawals);
    }

    private DeviceCredentials next(List<Credential> remaining) {
        return new DeviceCredentials(workspace, device, revision + 1, remaining);
    }

    private List<CredentialEvent.Credential> listed() {
        return credentials.stream().map(Credential::listed).toList();
    }
}
