package io.muster.registry.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.StateReported;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.muster.registry.state.LastWords;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class StateConsumer {

    private final Inbox inbox;
    private final LastWords lastWords;

    StateConsumer(Inbox inbox, LastWords lastWords) {
        this.inbox = inbox;
        this.lastWords = lastWords;
    }

    @Incoming("device-state")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                StateReported.class,
                heard -> lastWords.hear(heard.stream().map(Heard::event).toList()));
    }
}
