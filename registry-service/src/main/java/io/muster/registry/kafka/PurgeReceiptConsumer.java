package io.muster.registry.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DevicePurged;
import io.muster.kit.inbox.Inbox;
import io.muster.registry.purge.Purges;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class PurgeReceiptConsumer {

    private final Inbox inbox;
    private final Purges purges;

    PurgeReceiptConsumer(Inbox inbox, Purges purges) {
        this.inbox = inbox;
        this.purges = purges;
    }

    @Incoming("purge-receipts")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, DevicePurged.class, purges::keep);
    }
}
