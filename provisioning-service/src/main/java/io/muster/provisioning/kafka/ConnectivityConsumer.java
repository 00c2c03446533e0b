package io.muster.provisioning.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.kit.inbox.Inbox;
import io.muster.provisioning.credential.CredentialUse;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears who comes with which credential. */
@ApplicationScoped
class ConnectivityConsumer {

    private final Inbox inbox;
    private final CredentialUse use;

    ConnectivityConsumer(Inbox inbox, CredentialUse use) {
        this.inbox = inbox;
        this.use = use;
    }

    @Incoming("device-connectivity")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, ConnectivityEvent.class, use::follow);
    }
}
