package io.muster.telemetry.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ShadowEvent;
import io.muster.kit.inbox.Inbox;
import io.muster.telemetry.configuration.PendingConfigurations;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    @Incoming("shadow-lifecycle")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, ShadowEvent.class, this::learn);
    }

    /** A device's configuration is its own shadow; the named ones are about something else. */
    private Uni<Void> learn(ShadowEvent event) {
        return event.name() == null
                ? configurations.learn(event)
                : Uni.createFrom().voidItem();
    }
}
