package io.muster.registry.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.LifecycleEvent;
import io.muster.kit.inbox.Inbox;
import io.muster.registry.timeline.Chronicle;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears all that happens to devices, also what the registry says itself: whoever says it, it is written down once. */
@ApplicationScoped
class TimelineConsumer {

    private final Inbox inbox;
    private final Chronicle chronicle;

    TimelineConsumer(Inbox inbox, Chronicle chronicle) {
        this.inbox = inbox;
        this.chronicle = chronicle;
    }

    @Incoming("timeline")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(messages, LifecycleEvent.class, chronicle::hear);
    }
}
