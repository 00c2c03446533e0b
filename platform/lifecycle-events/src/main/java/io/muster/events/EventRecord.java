package io.muster.events;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in Kafka: CloudEvents 1.0 in binary mode of the Kafka protocol binding.
 *
 * @param headers the CloudEvents attributes with their prefix {@code ce_}, and {@code content-type}
 * @param body UTF-8 JSON; null for a tombstone
 */
public record EventRecord(String topic, String key, Map<String, String> headers, @Nullable String body) {

    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String WORKSPACE = "ce_workspace";
    public static final String TIME = "ce_time";
    public static final String REVISION = "ce_revision";

    /**
     * Wraps an event.
     *
     * @param source who says it, as a URI reference: {@code /registry}
     * @param id unique for the source
     */
    public static EventRecord of(LifecycleEvent event, String source, String id, Instant time) {
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                SOURCE,
                source,
                TYPE,
                EventType.of(event).typeName(),
                "ce_subject",
                event.subject(),
                TIME,
                EventJson.format(time),
                WORKSPACE,
                event.workspace(),
                REVISION,
                Long.toString(event.revision()),
                "content-type",
                "application/json");
        return new EventRecord(event.topic().topicName(), event.key(), headers, EventJson.write(event));
    }

    /** What lets compaction forget the event's key. */
    public static EventRecord tombstone(LifecycleEvent event) {
        return new EventRecord(event.topic().topicName(), event.key(), Map.of(), null);
    }
}
