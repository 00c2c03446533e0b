package io.muster.provisioning.credential;

import java.time.Instant;
import java.util.List;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.CredentialsRotated;

/**
 * All that one device may prove itself with.
 *
 * @param revision counts the changes; 0 for a device that never had any credential
 */
public record DeviceCredentials(String workspace, String device, long revision, List<Credential> credentials) {

    public DeviceCredentials {
        credentials = List.copyOf(credentials);
    }

    /** A change that has been decided: what is afterwards, and what the others hear of it. */
    public record Change(DeviceCredentials after, CredentialEvent event) {}

    /** The fresh credential takes the place of all others. */
    Change replacedBy(Credential fresh) {
        DeviceCredentials after = next(List.of(fresh));
        return new Change(
                after,
                revision == 0
                        ? new CredentialsIssued(after.revision, workspace, device, after.listed())
                        : new CredentialsRotated(after.revision, workspace, device, after.listed()));
    }

    /**
     * The others stay, as far as they have not expired.
     *
     * @throws CredentialRefusal.CredentialUnknown if it is not among them
     */
    Change without(CredentialId id, Instant now) {
        if (credentials.stream().noneMatch(credential -> credential.id().equals(id))) {
            throw new CredentialRefusal.CredentialUnknown(id);
        }
        return revoking(next(credentials.stream()
                .filter(credential -> !credential.id().equals(id) && !credential.isExpired(now))
                .toList()));
    }

    Change withoutAny() {
        return revoking(next(List.of()));
    }

    private Change revoking(DeviceCredentials after) {
        return new Change(after, new CredentialsRevoked(after.revision, workspace, device, after.listed()));
    }

    private DeviceCredentials next(List<Credential> remaining) {
        return new DeviceCredentials(workspace, device, revision + 1, remaining);
    }

    private List<CredentialEvent.Credential> listed() {
        return credentials.stream().map(credential -> credential.listed(device)).toList();
    }
}
