package io.muster.registry.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceOnboarded;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.muster.registry.arrival.Arrivals;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class OnboardingConsumer {

    private final Inbox inbox;
    private final Arrivals arrivals;

    OnboardingConsumer(Inbox inbox, Arrivals arrivals) {
        this.inbox = inbox;
        this.arrivals = arrivals;
    }

    @Incoming("device-onboarding")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                DeviceOnboarded.class,
                heard -> arrivals.welcome(heard.stream().map(Heard::event).toList()));
    }
}
