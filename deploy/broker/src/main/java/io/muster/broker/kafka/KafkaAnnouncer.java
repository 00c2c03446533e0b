package io.muster.broker.kafka;

import java.time.Clock;
import java.time.Duration;

import io.muster.broker.session.Announcements;
import io.muster.broker.session.Announcer;
import io.muster.events.ConnectivityEvent;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces on {@code device-connectivity}, from one thread of its own, as long as it takes. */
public final class KafkaAnnouncer implements Announcer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAnnouncer.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Announcements announcements;
    private final EventProducer producer;
    private final Thread sender;
    private volatile boolean failing;

    /** @param keptPerDevice how many events of one device are kept while Kafka is away */
    public KafkaAnnouncer(KafkaConnection kafka, String broker, Clock clock, int keptPerDevice) {
        this.announcements = new Announcements(keptPerDevice);
        this.producer = new EventProducer(kafka, broker, clock);
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
        producer.close();
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
            producer.send(event, (metadata, failure) -> completed(event, failure));
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
}
