package io.muster.provisioning.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/**
 * Makes the signing key when there is none. Replicas that start at the same time agree on the one that was stored
 * first. A master key that does not open the stored key stops the start, not the first customer.
 */
@ApplicationScoped
class KeyCeremony {

    private final SigningKeys keys;
    private final TokenSettings settings;

    KeyCeremony(SigningKeys keys, TokenSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    void hold(@Observes StartupEvent start) {
        currentOrFirst().await().atMost(settings.keyWait());
    }

    private Uni<SigningKey> currentOrFirst() {
        return keys.current().onItem().ifNull().switchTo(this::first);
    }

    private Uni<SigningKey> first() {
        return keys.addFirst(SigningKey.generate()).chain(keys::current);
    }
}
