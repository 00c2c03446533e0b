package io.muster.bench.registry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.muster.events.EventRecord;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Counts the devices that Kafka says were registered, from the moment it is made. */
final class RegisteredEvents implements AutoCloseable {

    private static final String REGISTERED = "io.muster.device.registered.v1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String workspace;
    private long seen;

    RegisteredEvents(String bootstrap, String workspace) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
        this.workspace = workspace;
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.DEVICE_LIFECYCLE.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Returns when this many have been seen.
     *
     * @throws IllegalStateException if none comes any more before that
     */
    void await(long expected) {
        long heard = System.nanoTime();
        while (seen < expected) {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                if (is(message, EventRecord.TYPE, REGISTERED) && is(message, EventRecord.WORKSPACE, workspace)) {
                    seen++;
                    heard = System.nanoTime();
                }
            }
            if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new IllegalStateException("Kafka said " + seen + " of " + expected + " registrations");
            }
        }
    }

    private static boolean is(ConsumerRecord<String, byte[]> message, String header, String value) {
        return new String(message.headers().lastHeader(header).value(), StandardCharsets.UTF_8).equals(value);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
