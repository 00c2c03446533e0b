package io.muster.broker.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.muster.broker.session.Deliveries;
import io.muster.broker.session.SessionNumbers;
import io.muster.events.CommandsDelivered;
import io.muster.events.CommandsDelivered.Delivery;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells on {@code command-deliveries}, several at once. What Kafka does not take is not told. */
public final class KafkaDeliveryAnnouncer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaDeliveryAnnouncer.class);

    /** In one event: some 50 KB. */
    private static final int AT_ONCE = 500;

    private final Deliveries deliveries;
    private final String broker;
    private final SessionNumbers numbers;
    private final EventProducer producer;
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "delivery-announcer");
        thread.setDaemon(true);
        return thread;
    });

    /** @param interval in which deliveries are collected */
    public KafkaDeliveryAnnouncer(
            KafkaConnection kafka,
            String broker,
            Clock clock,
            SessionNumbers numbers,
            Deliveries deliveries,
            Duration interval) {
        this.broker = broker;
        this.numbers = numbers;
        this.deliveries = deliveries;
        this.producer = new EventProducer(kafka, broker, clock);
        sender.scheduleWithFixedDelay(this::tellAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        sender.shutdownNow();
        producer.close();
    }

    private void tellAll() {
        Map<String, List<Delivery>> taken = deliveries.take(AT_ONCE);
        while (!taken.isEmpty()) {
            taken.forEach(this::tell);
            taken = deliveries.take(AT_ONCE);
        }
    }

    private void tell(String workspace, List<Delivery> delivered) {
        try {
            producer.send(new CommandsDelivered(numbers.next(), workspace, broker, delivered), (metadata, failure) -> {
                if (failure != null) {
                    untold(workspace, delivered, failure);
                }
            });
        } catch (KafkaException e) {
            untold(workspace, delivered, e);
        }
    }

    private static void untold(String workspace, List<Delivery> delivered, Exception failure) {
        LOG.warn(
                "Deliveries not told workspace={} count={} reason={}", workspace, delivered.size(), failure.toString());
    }
}
