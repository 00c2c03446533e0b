package io.muster.kit.problem;

import java.io.IOException;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import io.vertx.ext.web.RoutingContext;

/** Counts the bytes of bodies that do not say beforehand how many they are. */
@Provider
class LimitedBody implements ReaderInterceptor {

    /** Under this name the exchange knows how many bytes its body may have; {@link BodyLimit} says so. */
    static final String LIMIT = "muster.body-limit";

    private final RoutingContext exchange;

    LimitedBody(RoutingContext exchange) {
        this.exchange = exchange;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        body.setInputStream(CountedBody.of(body.getInputStream(), exchange));
        return body.proceed();
    }
}
