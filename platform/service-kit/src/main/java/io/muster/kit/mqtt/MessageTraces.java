package io.muster.kit.mqtt;

import java.util.ArrayList;
import java.util.List;

import io.muster.kit.trace.SharedSpan;
import io.muster.kit.trace.Subject;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;

/**
 * Traces of a channel's messages, which begin where the service takes them, because MQTT 3.1.1 carries none: a span for
 * each, from the moment it came until it is acknowledged, and one for the batch in which it is stored. Of a large batch not
 * all have one.
 *
 * @param on whether traces are recorded at all
 */
record MessageTraces(String channel, boolean on) {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<Long> SIZE = AttributeKey.longKey("messaging.message.body.size");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("messaging.batch.message_count");
    private static final String MQTT = "mqtt";

    /** Begins the storing of a batch, on its own context. */
    MessageSpans begin(List<DeviceMessage> batch) {
        if (!on) {
            return MessageSpans.NONE;
        }
        List<Span> messages = new ArrayList<>();
        SharedSpan.Askers askers = new SharedSpan.Askers();
        for (DeviceMessage message : batch) {
            if (askers.isFull()) {
                break;
            }
            Span span = begin(message);
            if (span.isRecording()) {
                messages.add(span);
                askers.add(span.getSpanContext());
            }
        }
        if (messages.isEmpty()) {
            return MessageSpans.NONE;
        }
        Subject common =
                batch.stream().map(DeviceMessage::subject).reduce(Subject::and).orElse(Subject.NONE);
        SharedSpan together = SharedSpan.begin("process " + channel, SpanKind.CONSUMER, askers)
                .with(SYSTEM, MQTT)
                .with(OPERATION, "process")
                .with(COUNT, batch.size())
                .about(common);
        return new MessageSpans(messages, together);
    }

    private Span begin(DeviceMessage message) {
        Span span = SharedSpan.tracer()
                .spanBuilder("receive " + channel)
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(message.receivedAt())
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute(SYSTEM, MQTT)
                    .setAttribute(OPERATION, "receive")
                    .setAttribute(DESTINATION, message.topic())
                    .setAttribute(SIZE, (long) message.size());
            message.subject().describe(span);
        }
        return span;
    }
}
