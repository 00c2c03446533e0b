package io.muster.kit.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.muster.events.EventRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Spans of events in Kafka, with the names and attributes of OpenTelemetry's semantic conventions for messaging. An event
 * without {@link TraceParent} has none.
 */
public final class EventSpan {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("messaging.kafka.message.key");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("messaging.batch.message_count");
    private static final String KAFKA = "kafka";

    private final Span span;

    private EventSpan(Span span) {
        this.span = span;
    }

    /** Begins the sending of a record; its consumers go on from there, not from who said the event. */
    public static EventSpan send(ProducerRecord<String, ?> message) {
        SpanContext said = TraceParent.read(message.headers());
        if (!said.isSampled()) {
            return new EventSpan(Span.getInvalid());
        }
        Span span = SharedSpan.tracer()
                .spanBuilder("send " + message.topic())
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(Context.root().with(Span.wrap(said)))
                .setAttribute(SYSTEM, KAFKA)
                .setAttribute(OPERATION, "send")
                .setAttribute(DESTINATION, message.topic())
                .setAttribute(KEY, message.key())
                .startSpan();
        Subject.of(text(message.headers(), EventRecord.WORKSPACE), message.key())
                .describe(span);
        message.headers().remove(TraceParent.HEADER);
        message.headers()
                .add(
                        TraceParent.HEADER,
                        TraceParent.written(span.getSpanContext()).getBytes(StandardCharsets.US_ASCII));
        return new EventSpan(span);
    }

    /** Begins the processing of records that are taken in together, see {@link SharedSpan}. */
    public static SharedSpan process(List<Headers> records, String topic) {
        SharedSpan.Askers askers = new SharedSpan.Askers();
        records.forEach(record -> askers.add(TraceParent.read(record)));
        return SharedSpan.begin("process " + topic, SpanKind.CONSUMER, askers)
                .with(SYSTEM, KAFKA)
                .with(OPERATION, "process")
                .with(DESTINATION, topic)
                .with(COUNT, records.size());
    }

    /** @param failure null if Kafka has acknowledged the record */
    public void end(@Nullable Exception failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }

    private static @Nullable String text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
