package io.muster.provisioning.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.muster.provisioning.credential.CredentialUse;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
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
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                ConnectivityEvent.class,
                heard -> use.follow(heard.stream().map(Heard::event).toList()));
    }
}
