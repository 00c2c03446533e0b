package io.muster.kit.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Refuses a body that says itself that it is too large, before any of it is kept; {@link LimitedBody} counts the
 * others. The framework would refuse them, too, but without a word and by closing the connection, which a proxy between
 * us and the caller takes for a crash.
 */
@ApplicationScoped
class BodyLimit {

    /** Before the framework's own check, after {@link HeadLimit}. */
    private static final int FIRST = 1000;
    /** After it. */
    private static final int LAST = 1;
    /** By how much the framework's own limit is above ours, so that ours answers first. */
    private static final long MARGIN = 1 << 20;

    private final PathLimits limits;
    private final EarlyAnswer answer;

    BodyLimit(PathLimits limits, EarlyAnswer answer) {
        this.limits = limits;
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
        filters.register(this::boundFramework, LAST);
    }

    private void check(RoutingContext exchange) {
        long limit = limits.of(exchange.normalizedPath());
        exchange.put(LimitedBody.LIMIT, limit);
        String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            exchange.addEndHandler(answered -> dropRest(exchange.request(), limit));
            exchange.next();
        } else if (length.length() < 19 && Long.parseLong(length) <= limit) {
            exchange.next();
        } else {
            // What still comes is read and dropped, so that the caller gets to read the answer.
            exchange.request().resume();
            answer.give(exchange, Problem.of(new BodyTooLarge(limit)));
        }
    }

    private void boundFramework(RoutingContext exchange) {
        exchange.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, exchange.<Long>get(LimitedBody.LIMIT) + MARGIN);
        exchange.next();
    }

    /** The same for a body of unknown length that was answered before its end; one without end is cut off. */
    private static void dropRest(HttpServerRequest request, long limit) {
        if (!request.isEnded()) {
            long[] dropped = {0};
            request.handler(part -> {
                dropped[0] += part.length();
                if (dropped[0] > limit) {
                    request.connection().close();
                }
            });
            request.resume();
        }
    }
}
