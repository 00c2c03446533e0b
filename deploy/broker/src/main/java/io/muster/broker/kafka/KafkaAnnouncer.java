package io.muster.broker.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;

import io.muster.broker.session.Announcements;
import io.muster.broker.session.Announcer;
import io.muster.events.ConnectivityEvent;
import io.muster.events.EventRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces on {@code device-connectivity}, from one thread of its own, as long as it takes. */
public final class KafkaAnnouncer implements Announcer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAnnouncer.class);
    private static final int KEPT_PER_DEVICE = 4;
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final String source;
    private final Clock clock;
    private final Announcements announcements = new Announcements(KEPT_PER_DEVICE);
    private final KafkaProducer<String, String> producer;
    private final Thread sender;
    private volatile boolean failing;

    public KafkaAnnouncer(String bootstrapServers, String broker, Clock clock) {
        this.source = "/broker/" + broker;
        this.clock = clock;
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
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
        this.sender = new Thread(this::sendAll, "announcer");
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void announce(ConnectivityEvent event) {
        announcements.add(event);
    }

    /** Says what is left to say, for two seconds at most. */
    @Override
    public void close() {
        try {
            announcements.awaitEmpty(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
        producer.close(Duration.ofSeconds(1));
    }

    private void sendAll() {
        try {
            while (true) {
                send(announcements.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("Announcer stopped");
        }
    }

    private void send(ConnectivityEvent event) throws InterruptedException {
        if (failing) {
            Thread.sleep(RETRY.toMillis());
        }
        try {
            producer.send(record(event), (metadata, failure) -> completed(event, failure));
        } catch (KafkaException e) {
            completed(event, e);
        }
    }

    private void completed(ConnectivityEvent event, @Nullable Exception failure) {
        failing = failure != null;
        if (failure == null) {
            announcements.said(event);
        } else {
            LOG.warn("Announcement repeated device={} reason={}", event.device(), failure.toString());
            announcements.failed(event);
        }
    }

    private ProducerRecord<String, String> record(ConnectivityEvent event) {
        EventRecord said = EventRecord.of(event, source, UUID.randomUUID().toString(), clock.instant());
        ProducerRecord<String, String> record = new ProducerRecord<>(said.topic(), said.key(), said.body());
        said.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
