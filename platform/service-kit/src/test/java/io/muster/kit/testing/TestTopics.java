package io.muster.kit.testing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import io.muster.events.EventJson;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The other services, as far as a service sees them: what it hears from them, and what they hear from it. */
public final class TestTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestTopics() {}

    /** Says an event as its service would, and returns when Kafka has it. */
    public static void say(LifecycleEvent event) {
        say(List.of(event));
    }

    /** As {@link #say(LifecycleEvent)}, for many. */
    public static void say(List<? extends LifecycleEvent> events) {
        send(events.stream()
                .map(event -> EventRecord.of(
                        event,
                        "/test",
                        UUID.randomUUID().toString(),
                        Clock.systemUTC().instant()))
                .toList());
    }

    /** Puts any record on a topic: also one that nobody should have said. */
    public static void publish(String topic, String key, Map<String, String> headers, String body) {
        send(List.of(new EventRecord(topic, key, headers, body)));
    }

    private static void send(List<EventRecord> records) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
            for (EventRecord said : records) {
                ProducerRecord<String, byte[]> message = new ProducerRecord<>(
                        said.topic(), said.key(), said.body().getBytes(StandardCharsets.UTF_8));
                said.headers()
                        .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(message);
            }
            producer.flush();
        }
    }

    /** The first event on the topic, from its beginning, that satisfies the condition; waits for it up to 20 s. */
    public static <E extends LifecycleEvent> E await(Topic topic, Class<E> kind, Predicate<E> condition) {
        Instant deadline = Clock.systemUTC().instant().plus(PATIENCE);
        try (KafkaConsumer<String, byte[]> consumer = reader(topic)) {
            while (Clock.systemUTC().instant().isBefore(deadline)) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    Optional<E> found = event(message)
                            .filter(kind::isInstance)
                            .map(kind::cast)
                            .filter(condition);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        throw new AssertionError("No such " + kind.getSimpleName() + " came on " + topic.topicName());
    }

    /** All events about this device or group that are on the topic now, in order. */
    public static List<LifecycleEvent> about(Topic topic, String subject) {
        return records(topic).stream()
                .flatMap(message -> event(message).stream())
                .filter(event -> event.subject().equals(subject))
                .toList();
    }

    /** The bodies of all records of this key that are on the topic now, in order; a tombstone's is null. */
    public static List<@Nullable String> bodies(Topic topic, String key) {
        List<@Nullable String> bodies = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : records(topic)) {
            if (key.equals(message.key())) {
                byte @Nullable [] body = message.value();
                bodies.add(body == null ? null : new String(body, StandardCharsets.UTF_8));
            }
        }
        return bodies;
    }

    private static List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = reader(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static KafkaConsumer<String, byte[]> reader(Topic topic) {
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", RealServers.value("KAFKA_BOOTSTRAP"));
    }

    private static Optional<LifecycleEvent> event(ConsumerRecord<String, byte[]> message) {
        Header type = message.headers().lastHeader(EventRecord.TYPE);
        return type == null || message.value() == null
                ? Optional.empty()
                : EventJson.read(new String(type.value(), StandardCharsets.UTF_8), message.value());
    }
}
