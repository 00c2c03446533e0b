package io.muster.broker.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers {@code GET /health/ready}: 200 once devices are let in, 503 before that; and {@code /health/live}: 200. */
public final class HealthServer implements AutoCloseable {

    private final HttpServer server;
    private volatile boolean ready;

    public HealthServer(String host, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.createContext("/health/ready", exchange -> answer(exchange, ready));
        server.createContext("/health/live", exchange -> answer(exchange, true));
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
        byte[] body = (up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(up ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
