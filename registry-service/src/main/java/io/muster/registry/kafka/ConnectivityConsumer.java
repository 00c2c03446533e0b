package io.muster.registry.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.muster.registry.connection.Presence;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class ConnectivityConsumer {

    private final Inbox inbox;
    private final Presence presence;

    ConnectivityConsumer(Inbox inbox, Presence presence) {
        this.inbox = inbox;
        this.presence = presence;
    }

    @Incoming("device-connectivity")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                ConnectivityEvent.class,
                heard -> presence.hear(heard.stream().map(Heard::event).toList()));
    }
}
