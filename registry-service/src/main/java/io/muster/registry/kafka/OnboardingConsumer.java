package io.muster.registry.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceOnboarded;
import io.muster.kit.inbox.Inbox;
import io.muster.registry.arrival.Arrivals;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, DeviceOnboarded.class, arrivals::welcome);
    }
}
