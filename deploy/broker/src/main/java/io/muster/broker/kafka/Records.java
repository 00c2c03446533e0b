package io.muster.broker.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.muster.events.EventJson;
import io.muster.events.EventJson.UnreadableEvent;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads events out of Kafka's records. */
final class Records {

    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    private Records() {}

    /** The event; empty if this version does not know its type, or if it is damaged, which is logged. */
    static Optional<LifecycleEvent> event(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader(EventRecord.TYPE);
        if (type == null) {
            LOG.warn("Record without type skipped topic={} offset={}", record.topic(), record.offset());
            return Optional.empty();
        }
        try {
            return EventJson.read(new String(type.value(), StandardCharsets.UTF_8), record.value());
        } catch (UnreadableEvent e) {
            LOG.warn("Unreadable record skipped topic={} offset={}", record.topic(), record.offset(), e);
            return Optional.empty();
        }
    }
}
