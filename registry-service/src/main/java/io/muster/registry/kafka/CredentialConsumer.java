package io.muster.registry.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.muster.registry.credential.Provisioning;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class CredentialConsumer {

    private final Inbox inbox;
    private final Provisioning provisioning;

    CredentialConsumer(Inbox inbox, Provisioning provisioning) {
        this.inbox = inbox;
        this.provisioning = provisioning;
    }

    @Incoming("device-credentials")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                CredentialEvent.class,
                heard -> provisioning.hear(heard.stream().map(Heard::event).toList()));
    }
}
