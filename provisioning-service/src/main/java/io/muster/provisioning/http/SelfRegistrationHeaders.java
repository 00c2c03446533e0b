package io.muster.provisioning.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Losant takes JSON and answers JSON whatever the headers say, so the framework is told nothing else. */
@ApplicationScoped
class SelfRegistrationHeaders {

    /** Before the framework's routes, after the limit of the body. */
    private static final int EARLY = 900;

    private final SelfRegistrationProblems dialect;

    SelfRegistrationHeaders(SelfRegistrationProblems dialect) {
        this.dialect = dialect;
    }

    void register(@Observes Filters filters) {
        filters.register(this::simplify, EARLY);
    }

    private void simplify(RoutingContext exchange) {
        if (dialect.owns(exchange.request().path())) {
            MultiMap headers = exchange.request().headers();
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
            headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        }
        exchange.next();
    }
}
