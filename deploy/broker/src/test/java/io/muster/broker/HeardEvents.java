package io.muster.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.muster.events.EventJson;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** One who hears what brokers say on a topic, from the beginning. */
final class HeardEvents implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<LifecycleEvent> heard = new ArrayList<>();

    HeardEvents(Topic topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The first such announcement about the device, if need be after waiting for it. */
    <E extends LifecycleEvent> E await(String device, Class<E> kind, Predicate<E> wanted) {
        return Awaitility.await()
                .atMost(TestRun.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> about(device).stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .filter(wanted)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the last announcement about the device is such a one. */
    void awaitLast(String device, Predicate<LifecycleEvent> wanted) {
        Awaitility.await()
                .atMost(TestRun.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    List<LifecycleEvent> said = about(device);
                    return !said.isEmpty() && wanted.test(said.get(said.size() - 1));
                });
    }

    /** What was said about the device up to now. */
    List<LifecycleEvent> about(String device) {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> {
            String type =
                    new String(record.headers().lastHeader(EventRecord.TYPE).value(), StandardCharsets.UTF_8);
            EventJson.read(type, record.value()).ifPresent(heard::add);
        });
        return heard.stream().filter(event -> event.subject().equals(device)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
