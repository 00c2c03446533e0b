package io.muster.telemetry.kafka;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.LifecycleEvent;
import io.muster.events.ShadowEvent;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.muster.telemetry.configuration.PendingConfigurations;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears whether devices have caught up with what is desired of them. */
@ApplicationScoped
class ShadowConsumer {

    private final Inbox inbox;
    private final PendingConfigurations configurations;

    ShadowConsumer(Inbox inbox, PendingConfigurations configurations) {
        this.inbox = inbox;
        this.configurations = configurations;
    }

    /** What has come together: people change thousands of shadows a second, and few of these begin or end a difference. */
    @Incoming("shadow-lifecycle")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(messages, ShadowEvent.class, this::learn);
    }

    /** A device's configuration is its own shadow; the named ones are about something else. */
    private Uni<Void> learn(List<Heard<ShadowEvent>> heard) {
        List<ShadowEvent> own = heard.stream()
                .map(Heard::event)
                .filter(event -> event.name() == null)
                .toList();
        return own.isEmpty() ? Uni.createFrom().voidItem() : configurations.learn(LifecycleEvent.newest(own));
    }
}
