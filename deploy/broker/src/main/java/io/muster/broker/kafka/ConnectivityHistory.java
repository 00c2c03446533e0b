package io.muster.broker.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was announced up to now, by all nodes. */
public final class ConnectivityHistory {

    private final Map<String, ConnectivityEvent> open = new HashMap<>();
    private long highestNumber;

    ConnectivityHistory() {}

    /** Reads the whole topic; blocks until that is done. */
    public static ConnectivityHistory read(KafkaConnection kafka) throws InterruptedException {
        ConnectivityHistory history = new ConnectivityHistory();
        try (TopicReader reader = new TopicReader(kafka, List.of(Topic.DEVICE_CONNECTIVITY))) {
            reader.readToEnd(history::apply);
        }
        return history;
    }

    /** The highest session number or revision of any node; 0 if there is none. */
    public long highestNumber() {
        return highestNumber;
    }

    /** The last event of every device that is still said to be connected to such a node. */
    public Collection<ConnectivityEvent> openSessions(Predicate<String> node) {
        return open.values().stream()
                .filter(said -> node.test(said.session().broker()))
                .toList();
    }

    void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            open.remove(record.key());
        } else {
            Records.event(record)
                    .filter(ConnectivityEvent.class::isInstance)
                    .map(ConnectivityEvent.class::cast)
                    .ifPresent(this::apply);
        }
    }

    /** A node's late word on an older session comes after a newer one's. */
    private void apply(ConnectivityEvent said) {
        highestNumber =
                Math.max(highestNumber, Math.max(said.revision(), said.session().number()));
        open.compute(said.device(), (device, known) -> {
            if (known != null && known.session().number() > said.session().number()) {
                return known;
            }
            return said instanceof DeviceDisconnected ? null : said;
        });
    }
}
