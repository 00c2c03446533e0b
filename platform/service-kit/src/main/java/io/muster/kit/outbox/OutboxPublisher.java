package io.muster.kit.outbox;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.trace.EventSpan;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records to Kafka and waits for all of their acknowledgements. */
@ApplicationScoped
class OutboxPublisher {

    /** An event as the outbox table keeps it; without a body it is a tombstone. */
    record Stored(String topic, String key, Map<String, Object> headers, @Nullable String body) {

        byte @Nullable [] value() {
            return body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final OutboxSettings settings;
    private final KafkaProducer<String, byte[]> producer;

    OutboxPublisher(@Identifier("default-kafka-broker") Map<String, Object> kafka, OutboxSettings settings) {
        this.settings = settings;
        Map<String, Object> config = new HashMap<>(kafka);
        int timeout = (int) settings.publishTimeout().toMillis();
        // Idempotence keeps the order of a key when the client repeats a request by itself.
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Completes when Kafka has acknowledged every record; fails if it has not acknowledged one of them. */
    Uni<Void> publish(List<Stored> records) {
        return Uni.createFrom()
                .item(() -> sendAll(records))
                // A send blocks while the client knows nothing of the topic yet, or Kafka is away.
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .replaceWithVoid();
    }

    private int sendAll(List<Stored> records) {
        CompletableFuture<?>[] acknowledged = new CompletableFuture<?>[records.size()];
        for (int i = 0; i < acknowledged.length; i++) {
            acknowledged[i] = send(records.get(i));
        }
        CompletableFuture.allOf(acknowledged)
                .orTimeout(2 * settings.publishTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return acknowledged.length;
    }

    private CompletableFuture<Void> send(Stored stored) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(stored.topic(), stored.key(), stored.value());
        stored.headers().forEach((name, value) -> message.headers()
                .add(name, value.toString().getBytes(StandardCharsets.UTF_8)));
        EventSpan span = EventSpan.send(message);
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer.send(message, (metadata, failure) -> {
            span.end(failure);
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    @PreDestroy
    void close() {
        producer.close(settings.publishTimeout());
    }
}
