package io.muster.provisioning.http;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/** Where the request comes from: the gateway's caller, if it is our gateway that asks. */
@ApplicationScoped
class CallerAddress {

    private final CurrentVertxRequest current;

    CallerAddress(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The IP address, without a port. */
    String text() {
        return current.getCurrent().request().remoteAddress().hostAddress();
    }
}
