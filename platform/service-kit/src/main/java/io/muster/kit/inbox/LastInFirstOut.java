package io.muster.kit.inbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Channels listen when everything else of the service has begun, and those of Kafka leave their groups before anything
 * else ends. The framework has it the other way round; but who listens has taken over a share of what all replicas hear,
 * which nobody takes in while the one who has it starts, or has lost its database already.
 */
@ApplicationScoped
class LastInFirstOut implements PublisherDecorator {

    private final KafkaConnector kafka;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    LastInFirstOut(@Connector("smallrye-kafka") KafkaConnector kafka) {
        this.kafka = kafka;
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> messages, List<String> channels, boolean isConnector) {
        return isConnector
                ? Uni.createFrom().completionStage(begun).onItem().transformToMulti(now -> messages)
                : messages;
    }

    void begin(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        begun.complete(null);
    }

    void end(@Observes @Priority(1) ShutdownEvent event) {
        kafka.terminate(event);
    }
}
