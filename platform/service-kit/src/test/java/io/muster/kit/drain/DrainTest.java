package io.muster.kit.drain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainTest {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final Drain drain = new Drain(vertx, Optional.of(Duration.ofMillis(400)));
    private HttpServer server;

    @BeforeEach
    void serve() {
        Filters filters = new Filters();
        drain.register(filters);
        Router router = Router.router(vertx);
        filters.getFilters().stream().map(Filter::getHandler).forEach(filter -> router.route()
                .handler(filter));
        router.route().handler(exchange -> exchange.response().end("done"));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aConnectionIsKeptUntilTheDrainBegins() throws IOException {
        try (Socket caller = connect()) {
            assertThat(ask(caller)).noneMatch(header -> header.equalsIgnoreCase("connection: close"));
            assertThat(ask(caller)).contains("HTTP/1.1 200 OK");

            drain.begin(new ShutdownDelayInitiatedEvent());

            assertThat(ask(caller)).contains("HTTP/1.1 200 OK", "connection: close");
        }
    }

    @Test
    void whoAsksNothingIsSentAwayBeforeTheDrainIsOver() throws IOException {
        try (Socket caller = connect()) {
            ask(caller);

            drain.begin(new ShutdownDelayInitiatedEvent());

            assertThat(caller.getInputStream().read()).as("end of the stream").isEqualTo(-1);
        }
    }

    @Test
    void whatIsWithoutEndHearsOfIt() {
        AtomicBoolean before = new AtomicBoolean();
        AtomicBoolean after = new AtomicBoolean();
        drain.begun().subscribe().with(begun -> before.set(true));
        assertThat(before).isFalse();

        drain.begin(new ShutdownDelayInitiatedEvent());
        drain.begun().subscribe().with(begun -> after.set(true));

        assertThat(before).isTrue();
        assertThat(after).as("who comes later").isTrue();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** The head of the answer, line by line. */
    private static List<String> ask(Socket caller) throws IOException {
        caller.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII), 1);
        List<String> head = new ArrayList<>();
        for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
            head.add(line);
        }
        char[] body = new char["done".length()];
        assertThat(answer.read(body)).isPositive();
        return head;
    }
}
