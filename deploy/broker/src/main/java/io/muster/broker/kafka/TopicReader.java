package io.muster.broker.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads whole topics from their beginning, without a consumer group. Waits for Kafka and for the topics to appear. */
final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LOG_EVERY = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Topic> topics;
    private long nextLog = System.nanoTime();

    TopicReader(KafkaConnection kafka, List<Topic> topics) {
        this.topics = topics;
        Properties properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Suspensions must end sessions well within a second, so no record waits for a fuller batch.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads up to what was the end when it began. */
    void readToEnd(Consumer<ConsumerRecord<String, byte[]>> each) throws InterruptedException {
        Map<TopicPartition, Long> ends = begin();
        while (!isAt(ends)) {
            poll(each);
        }
    }

    /** Goes on reading until {@link #wakeUp}. */
    void follow(Consumer<ConsumerRecord<String, byte[]>> each) throws InterruptedException {
        while (true) {
            poll(each);
        }
    }

    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private void poll(Consumer<ConsumerRecord<String, byte[]>> each) throws InterruptedException {
        try {
            consumer.poll(POLL).forEach(each);
        } catch (WakeupException | InterruptException e) {
            throw new InterruptedException();
        } catch (KafkaException e) {
            pause("Kafka not readable reason={}", e.toString());
        }
    }

    private Map<TopicPartition, Long> begin() throws InterruptedException {
        while (true) {
            try {
                List<TopicPartition> partitions = partitions();
                if (!partitions.isEmpty()) {
                    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                    consumer.assign(partitions);
                    consumer.seekToBeginning(partitions);
                    return ends;
                }
            } catch (WakeupException | InterruptException e) {
                throw new InterruptedException();
            } catch (KafkaException e) {
                pause("Waiting for Kafka reason={}", e.toString());
            }
        }
    }

    private List<TopicPartition> partitions() throws InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            var known = consumer.partitionsFor(topic.topicName());
            if (known == null || known.isEmpty()) {
                pause("Waiting for a topic topic={}", topic.topicName());
                return List.of();
            }
            known.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        return partitions;
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || consumer.position(end.getKey()) >= end.getValue());
    }

    private void pause(String message, String detail) throws InterruptedException {
        if (System.nanoTime() >= nextLog) {
            LOG.info(message, detail);
            nextLog = System.nanoTime() + LOG_EVERY.toNanos();
        }
        Thread.sleep(RETRY.toMillis());
    }
}
