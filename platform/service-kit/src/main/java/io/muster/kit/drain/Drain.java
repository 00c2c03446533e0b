package io.muster.kit.drain;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The time between the order to end and the end, {@code quarkus.shutdown.delay}: the replica says that it is not ready,
 * and does everything as before until nobody comes to it any more. Whoever balances load learns that it is not ready;
 * but a caller keeps a connection that it has, so each answer now tells it to go and connect anew, to another replica.
 * Connections that are not used are closed when three quarters of the time have gone by, and live streams end at once.
 */
@ApplicationScoped
public class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    /** Before what may refuse a request: a refusal is an answer, too. */
    private static final int FIRST = 3000;

    private final Vertx vertx;
    private final Duration delay;
    /** How many requests are in progress on each open connection. */
    private final Map<HttpConnection, AtomicInteger> connections = new ConcurrentHashMap<>();

    private final BroadcastProcessor<Boolean> begun = BroadcastProcessor.create();
    private volatile boolean draining;

    Drain(Vertx vertx, @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.vertx = vertx;
        this.delay = delay.orElse(Duration.ZERO);
    }

    /** One item when it begins; for what would otherwise go on for as long as the caller likes. */
    public Multi<Boolean> begun() {
        return begun.onCompletion().continueWith(true);
    }

    void register(@Observes Filters filters) {
        filters.register(this::accompany, FIRST);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.infof("told to end: not ready any more, callers are sent away delay=%s", delay);
        draining = true;
        begun.onComplete();
        vertx.setTimer(
                Math.max(1, delay.toMillis() * 3 / 4),
                timer -> connections.forEach((connection, requests) -> {
                    if (requests.get() == 0) {
                        connection.close();
                    }
                }));
    }

    private void accompany(RoutingContext exchange) {
        HttpConnection connection = exchange.request().connection();
        AtomicInteger requests = connections.computeIfAbsent(connection, this::opened);
        requests.incrementAndGet();
        exchange.addEndHandler(ended -> requests.decrementAndGet());
        exchange.addHeadersEndHandler(headers -> {
            if (draining) {
                sendAway(exchange, connection);
            }
        });
        exchange.next();
    }

    private AtomicInteger opened(HttpConnection connection) {
        connection.closeHandler(closed -> connections.remove(connection));
        return new AtomicInteger();
    }

    private static void sendAway(RoutingContext exchange, HttpConnection connection) {
        if (exchange.request().version() == HttpVersion.HTTP_2) {
            // Says so once, and ends when the last answer is out.
            connection.shutdown();
        } else {
            exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }
}
