package io.muster.broker.kafka;

import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.muster.broker.access.AccessAnnouncer;
import io.muster.events.AccessEvent;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces on {@code device-access}, from one thread of its own. While Kafka is away the newest are left out. */
public final class KafkaAccessAnnouncer implements AccessAnnouncer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAccessAnnouncer.class);

    private final EventProducer producer;
    private final ThreadPoolExecutor sender;

    /** @param kept how many events may wait */
    public KafkaAccessAnnouncer(KafkaConnection kafka, String broker, Clock clock, int kept) {
        this.producer = new EventProducer(kafka, broker, clock);
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(kept),
                task -> {
                    Thread thread = new Thread(task, "access-announcer");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void announce(AccessEvent event) {
        sender.execute(() -> send(event));
    }

    @Override
    public void close() {
        sender.shutdown();
        producer.close();
    }

    private void send(AccessEvent event) {
        try {
            producer.send(event, (metadata, failure) -> completed(event, failure));
        } catch (KafkaException e) {
            completed(event, e);
        }
    }

    private static void completed(AccessEvent event, @Nullable Exception failure) {
        if (failure != null) {
            LOG.warn("Not told device={} reason={}", event.device(), failure.toString());
        }
    }
}
