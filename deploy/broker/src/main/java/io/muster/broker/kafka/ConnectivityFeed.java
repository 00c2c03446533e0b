package io.muster.broker.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import io.muster.events.ConnectivityEvent;
import io.muster.events.EventRecord;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what the other nodes of a cluster say about devices. */
public final class ConnectivityFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectivityFeed.class);

    private final String own;
    private final TopicReader reader;
    private final Thread follower;
    private volatile Consumer<ConnectivityEvent> listener = said -> {};

    /** @param node the name of this one, whose own words are left out */
    public ConnectivityFeed(KafkaConnection kafka, String node) {
        this.own = EventProducer.source(node);
        this.reader = new TopicReader(kafka, List.of(Topic.DEVICE_CONNECTIVITY));
        this.follower = new Thread(this::follow, "connectivity-feed");
    }

    /** Blocks until all is read that was said before this call. */
    public ConnectivityHistory load() throws InterruptedException {
        ConnectivityHistory history = new ConnectivityHistory();
        reader.readToEnd(history::apply);
        return history;
    }

    /** @param listening hears everything that others have said since the history was loaded */
    public void start(Consumer<ConnectivityEvent> listening) {
        listener = listening;
        follower.start();
    }

    @Override
    public void close() {
        reader.wakeUp();
        if (!follower.isAlive()) {
            reader.close();
        }
    }

    private void follow() {
        try (reader) {
            reader.follow(this::hear);
        } catch (InterruptedException e) {
            LOG.debug("Feed stopped");
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null && !isOwn(record)) {
            Records.event(record)
                    .filter(ConnectivityEvent.class::isInstance)
                    .map(ConnectivityEvent.class::cast)
                    .ifPresent(said -> listener.accept(said));
        }
    }

    private boolean isOwn(ConsumerRecord<String, byte[]> record) {
        Header source = record.headers().lastHeader(EventRecord.SOURCE);
        return source != null && new String(source.value(), StandardCharsets.UTF_8).equals(own);
    }
}
