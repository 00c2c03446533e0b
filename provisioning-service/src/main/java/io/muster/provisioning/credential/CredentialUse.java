package io.muster.provisioning.credential;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.kit.device.KnownDevice;
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
        return credentials.used(device.id(), id, clock.instant());
    }

    public Uni<Void> follow(ConnectivityEvent event) {
        return event instanceof DeviceConnected came
                ? credentials.used(
                        came.device(),
                        new CredentialId(came.session().credential()),
                        came.session().connectedAt())
                : Uni.createFrom().voidItem();
    }
}
