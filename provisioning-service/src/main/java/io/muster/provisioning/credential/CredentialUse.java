package io.muster.provisioning.credential;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.smallrye.mutiny.Uni;

/** Follows which credentials are in use, so that nobody has to guess which ones may go. */
@ApplicationScoped
public class CredentialUse {

    private final Credentials credentials;

    CredentialUse(Credentials credentials) {
        this.credentials = credentials;
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
