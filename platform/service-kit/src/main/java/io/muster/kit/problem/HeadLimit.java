package io.muster.kit.problem;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses what comes before a body if it is too large. The framework would refuse it, too, but
 * without a word; its own limits are above ours, so that only what is larger by far is refused so.
 */
@ApplicationScoped
class HeadLimit {

    /** Before anything reads the path. */
    private static final int FIRST = 2000;

    private final EarlyAnswer answer;
    private final long addressLimit;
    private final long headerLimit;

    HeadLimit(EarlyAnswer answer, RequestSettings settings) {
        this.answer = answer;
        this.addressLimit = settings.addressLimit().asLongValue();
        this.headerLimit = settings.headerLimit().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (request.uri().length() > addressLimit) {
            refuse(exchange, 414, "uri-too-long", "A path and its query may have " + addressLimit + " bytes.");
        } else if (headerBytes(request) > headerLimit) {
            refuse(exchange, 431, "headers-too-large", "The headers may have " + headerLimit + " bytes.");
        } else {
            exchange.next();
        }
    }

    private static long headerBytes(HttpServerRequest request) {
        long bytes = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            bytes += header.getKey().length() + header.getValue().length() + 4L;
        }
        return bytes;
    }

    private void refuse(RoutingContext exchange, int status, String code, String detail) {
        // What still comes is dropped, so that the caller gets to read the answer.
        exchange.request().resume();
        answer.give(exchange, Problem.of(status, code, detail));
    }
}
