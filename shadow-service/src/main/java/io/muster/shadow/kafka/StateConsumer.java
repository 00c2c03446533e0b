package io.muster.shadow.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.StateReported;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.muster.shadow.derivation.DerivedShadows;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what devices say of themselves as telemetry and status. */
@ApplicationScoped
class StateConsumer {

    private final Inbox inbox;
    private final DerivedShadows shadows;

    StateConsumer(Inbox inbox, DerivedShadows shadows) {
        this.inbox = inbox;
        this.shadows = shadows;
    }

    @Incoming("device-state")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                StateReported.class,
                heard -> shadows.hear(heard.stream().map(Heard::event).toList()));
    }
}
