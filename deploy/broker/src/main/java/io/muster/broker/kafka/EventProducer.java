package io.muster.broker.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;

import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes this broker's events to their topics. */
final class EventProducer implements AutoCloseable {

    private final String source;
    private final Clock clock;
    private final KafkaProducer<String, String> producer;

    EventProducer(KafkaConnection kafka, String broker, Clock clock) {
        this.source = source(broker);
        this.clock = clock;
        Properties properties = kafka.properties();
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Short, because a newer state of the device may wait behind one that does not get through.
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /** What stands as the source of the events of this node. */
    static String source(String node) {
        return "/broker/" + node;
    }

    /**
     * May block for some seconds while Kafka is away.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not even take it
     */
    void send(LifecycleEvent event, Callback completed) {
        EventRecord said = EventRecord.of(event, source, UUID.randomUUID().toString(), clock.instant());
        ProducerRecord<String, String> record = new ProducerRecord<>(said.topic(), said.key(), said.body());
        said.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record, completed);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
