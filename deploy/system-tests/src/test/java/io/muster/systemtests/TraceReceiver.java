package io.muster.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

/** Takes the spans that the services export, as a collector does: OTLP over HTTP. Keeps the last ones. */
final class TraceReceiver {

    private static final int MOST = 100_000;

    /** A span as it came. */
    record Received(
            String service,
            String trace,
            String id,
            String parent,
            Span.SpanKind kind,
            String name,
            Map<String, String> attributes) {

        static Received of(String service, Span span) {
            return new Received(
                    service,
                    hex(span.getTraceId()),
                    hex(span.getSpanId()),
                    hex(span.getParentSpanId()),
                    span.getKind(),
                    span.getName(),
                    TraceReceiver.attributes(span.getAttributesList()));
        }
    }

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();

    private TraceReceiver() {}

    /** Listens until this process ends. */
    static TraceReceiver at(int port) {
        TraceReceiver receiver = new TraceReceiver();
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/v1/traces", receiver::take);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return receiver;
    }

    /** What has come of a trace until now. */
    List<Received> trace(String id) {
        return received.stream().filter(span -> span.trace().equals(id)).toList();
    }

    List<Received> all() {
        return List.copyOf(received);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::keep);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans of) {
        String service = attributes(of.getResource().getAttributesList()).get("service.name");
        of.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(span -> received.add(Received.of(service, span)));
        while (received.size() > MOST) {
            received.poll();
        }
    }

    private static Map<String, String> attributes(Collection<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        pair -> pair.getValue().hasIntValue()
                                ? Long.toString(pair.getValue().getIntValue())
                                : pair.getValue().getStringValue()));
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
