package io.muster.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.muster.events.EventJson;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the platform says on Kafka. */
final class Topics {

    private static final int POLLS = 100;

    private Topics() {}

    /** The first event of this kind about the device or group, from the topic's beginning. */
    static <E extends LifecycleEvent> E await(Topic topic, Class<E> kind, String subject) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            fromTheBeginning(consumer, topic);
            for (int poll = 0; poll < POLLS; poll++) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    Optional<E> found = event(message)
                            .filter(event -> event.subject().equals(subject))
                            .filter(kind::isInstance)
                            .map(kind::cast);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        throw new AssertionError("No " + kind.getSimpleName() + " about " + subject + " on " + topic.topicName());
    }

    /** All that is there now, of each subject in its order. */
    static List<LifecycleEvent> said(Topic topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = fromTheBeginning(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<LifecycleEvent> said = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(message -> event(message).ifPresent(said::add));
            }
            return said;
        }
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> kafka = Map.of("bootstrap.servers", RunningStack.STACK.value("KAFKA_BOOTSTRAP"));
        return new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> fromTheBeginning(KafkaConsumer<?, ?> consumer, Topic topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private static Optional<LifecycleEvent> event(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return Optional.empty();
        }
        String type = new String(message.headers().lastHeader(EventRecord.TYPE).value(), StandardCharsets.UTF_8);
        return EventJson.read(type, message.value());
    }
}
