package io.muster.broker.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was announced before this start of the broker. */
public final class ConnectivityHistory {

    private final String broker;
    private final Map<String, ConnectivityEvent> open = new HashMap<>();
    private long highestNumber;

    private ConnectivityHistory(String broker) {
        this.broker = broker;
    }

    /** Reads the whole topic; blocks until that is done. */
    public static ConnectivityHistory read(String bootstrapServers, String broker) throws InterruptedException {
        ConnectivityHistory history = new ConnectivityHistory(broker);
        try (TopicReader reader = new TopicReader(bootstrapServers, List.of(Topic.DEVICE_CONNECTIVITY))) {
            reader.readToEnd(history::apply);
        }
        return history;
    }

    /** The highest session number or revision of any broker; 0 if there is none. */
    public long highestNumber() {
        return highestNumber;
    }

    /** The last event of every device that is still said to be connected to this broker. */
    public Collection<ConnectivityEvent> openSessions() {
        return List.copyOf(open.values());
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            open.remove(record.key());
        } else {
            Records.event(record).ifPresent(this::apply);
        }
    }

    private void apply(LifecycleEvent event) {
        if (!(event instanceof ConnectivityEvent said)) {
            return;
        }
        highestNumber =
                Math.max(highestNumber, Math.max(said.revision(), said.session().number()));
        if (said instanceof DeviceDisconnected || !said.session().broker().equals(broker)) {
            open.remove(said.device());
        } else {
            open.put(said.device(), said);
        }
    }
}
