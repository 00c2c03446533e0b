package io.muster.provisioning.http;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Makes plain JSON of the many media types of this dialect before the framework looks at them: it matches with regard
 * to letter case and knows no lists. What was asked for is kept for {@link DeviceControlAnswers}.
 */
@ApplicationScoped
class DeviceControlHeaders {

    private static final String ACCEPT = "devicecontrol.accept";

    /** Before the framework's routes, after the limit of the body. */
    private static final int EARLY = 900;

    void register(@Observes Filters filters) {
        filters.register(DeviceControlHeaders::simplify, EARLY);
    }

    /** What the caller accepts, in its own words; empty if it does not say. */
    static Optional<String> accepted(RoutingContext exchange) {
        return Optional.ofNullable(exchange.get(ACCEPT));
    }

    private static void simplify(RoutingContext exchange) {
        if (DeviceControl.owns(exchange.request().path())) {
            MultiMap headers = exchange.request().headers();
            simplifyContentType(headers);
            simplifyAccept(exchange, headers);
        }
        exchange.next();
    }

    private static void simplifyContentType(MultiMap headers) {
        String sent = headers.get(HttpHeaders.CONTENT_TYPE);
        if (sent == null || sent.isBlank() || DeviceControl.namesJson(sent)) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    private static void simplifyAccept(RoutingContext exchange, MultiMap headers) {
        String sent = String.join(",", headers.getAll(HttpHeaders.ACCEPT)).strip();
        if (!sent.isEmpty()) {
            exchange.put(ACCEPT, sent);
        }
        if (sent.isEmpty() || DeviceControl.allowsJson(sent)) {
            headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        }
    }
}
