package io.muster.broker.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers {@code GET /health/ready}: 200 once devices are let in, 503 before that; {@code /health/live}: 200; and {@code
 * /metrics} in Prometheus' text format 0.0.4.
 */
public final class ManagementServer implements AutoCloseable {

    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private volatile boolean ready;

    /** @param metrics as they are when it is asked */
    public ManagementServer(String host, int port, Supplier<String> metrics) throws IOException {
        server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.createContext("/health/ready", exchange -> answer(exchange, ready));
        server.createContext("/health/live", exchange -> answer(exchange, true));
        server.createContext("/metrics", exchange -> answer(exchange, 200, PROMETHEUS, metrics.get()));
        server.start();
    }

    public void ready() {
        ready = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, boolean up) throws IOException {
        answer(exchange, up ? 200 : 503, JSON, up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
