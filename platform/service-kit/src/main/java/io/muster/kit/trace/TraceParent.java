package io.muster.kit.trace;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How a trace goes with an event, through the outbox and Kafka: as the header {@code traceparent} of W3C Trace Context.
 * Only traces that are recorded go along; others cost an event nothing.
 */
public final class TraceParent {

    /** The name of the header. */
    public static final String HEADER = "traceparent";

    private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();

    private TraceParent() {}

    /** The span in which this is called; an invalid one if it is not recorded. */
    public static SpanContext current() {
        SpanContext current = Span.current().getSpanContext();
        return current.isSampled() ? current : SpanContext.getInvalid();
    }

    /** The headers with the current span as parent of whatever comes of the event. */
    public static Map<String, String> addTo(Map<String, String> headers) {
        SpanContext current = current();
        if (!current.isSampled()) {
            return headers;
        }
        Map<String, String> traced = new HashMap<>(headers);
        traced.put(HEADER, written(current));
        return traced;
    }

    /** What the header says of a span. */
    public static String written(SpanContext span) {
        Map<String, String> carrier = new HashMap<>();
        FORMAT.inject(Context.root().with(Span.wrap(span)), carrier, Map::put);
        return carrier.getOrDefault(HEADER, "");
    }

    /** The span that a header names; an invalid one if there is none or it cannot be read. */
    public static SpanContext read(@Nullable String header) {
        return header == null
                ? SpanContext.getInvalid()
                : Span.fromContext(FORMAT.extract(Context.root(), header, OneHeader.GETTER))
                        .getSpanContext();
    }

    /** The span that a record's header names. */
    public static SpanContext read(Headers headers) {
        @Nullable Header header = headers.lastHeader(HEADER);
        return read(header == null ? null : new String(header.value(), StandardCharsets.US_ASCII));
    }

    private enum OneHeader implements TextMapGetter<String> {
        GETTER;

        @Override
        public Iterable<String> keys(String header) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String header, String name) {
            return name.equals(HEADER) ? header : null;
        }
    }
}
