package io.muster.kit.mqtt;

import java.util.List;

import io.muster.kit.trace.SharedSpan;
import io.opentelemetry.api.trace.Span;

/**
 * The spans of messages that are stored together.
 *
 * @param messages those that are recorded
 */
record MessageSpans(List<Span> messages, SharedSpan together) {

    static final MessageSpans NONE = new MessageSpans(List.of(), SharedSpan.NONE);

    void stored() {
        together.end();
    }

    void acknowledged() {
        messages.forEach(Span::end);
    }
}
