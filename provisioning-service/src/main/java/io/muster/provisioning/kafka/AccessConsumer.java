package io.muster.provisioning.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.AccessEvent.AccessRefused;
import io.muster.kit.inbox.Inbox;
import io.muster.provisioning.access.AccessLog;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears whom the brokers, and telemetry over HTTP, have kept out. */
@ApplicationScoped
class AccessConsumer {

    private final Inbox inbox;
    private final AccessLog log;

    AccessConsumer(Inbox inbox, AccessLog log) {
        this.inbox = inbox;
        this.log = log;
    }

    @Incoming("device-access")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, AccessRefused.class, log::enter);
    }
}
