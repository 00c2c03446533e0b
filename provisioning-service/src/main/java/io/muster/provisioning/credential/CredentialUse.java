package io.muster.provisioning.credential;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.credential.Credentials.Use;
import io.smallrye.mutiny.Uni;

/** Follows which credentials are in use, so that nobody has to guess which ones may go. */
@ApplicationScoped
public class CredentialUse {

    private final Credentials credentials;
    private final Clock clock = Clock.systemUTC();

    CredentialUse(Credentials credentials) {
        this.credentials = credentials;
    }

    /** The device has shown it here, at this moment. */
    public Uni<Void> overHttp(KnownDevice device, CredentialId id) {
        return credentials.used(List.of(new Use(device.id(), id, clock.instant())));
    }

    /** The broker said who came, and with what. */
    public Uni<Void> follow(List<ConnectivityEvent> events) {
        List<Use> uses = events.stream()
                .filter(DeviceConnected.class::isInstance)
                .map(CredentialUse::use)
                .toList();
        return uses.isEmpty() ? Uni.createFrom().voidItem() : credentials.used(uses);
    }

    private static Use use(ConnectivityEvent came) {
        return new Use(
                came.device(),
                new CredentialId(came.session().credential()),
                came.session().connectedAt());
    }
}
