package io.muster.registry.credential;

import java.util.Optional;

import io.muster.events.CredentialEvent;

/**
 * What was heard together of a device's credentials: each event lists all of them, so the newest tells what there is.
 *
 * @param hasCredentials whether it had any meanwhile
 */
public record CredentialNews(CredentialEvent newest, boolean hasCredentials) {

    static CredentialNews of(CredentialEvent event) {
        return new CredentialNews(event, !event.credentials().isEmpty());
    }

    CredentialNews and(CredentialNews other) {
        return new CredentialNews(
                other.revision() >= revision() ? other.newest : newest, hasCredentials || other.hasCredentials);
    }

    public String device() {
        return newest.device();
    }

    String workspace() {
        return newest.workspace();
    }

    public long revision() {
        return newest.revision();
    }

    /** What the device's page is to show; empty if it has no credential any more. */
    public Optional<DeviceCredential> credential() {
        return DeviceCredential.newestOf(newest.credentials());
    }
}
