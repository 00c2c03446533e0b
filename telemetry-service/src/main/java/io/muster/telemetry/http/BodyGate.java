package io.muster.telemetry.http;

import jakarta.ws.rs.container.ContainerRequestContext;

import io.muster.kit.identity.Caller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Waits for bodies before the resource is asked. However slowly they come, no thread waits with it; of one caller only so
 * many are on their way, and none for longer than it may take.
 */
class BodyGate {

    /** The framework wants filters that need no thread before all others. */
    private static final int FIRST = 0;

    private final CurrentVertxRequest current;
    private final Caller caller;
    private final BodyLimits limits;
    private final BodyIntake bodies;

    BodyGate(CurrentVertxRequest current, Caller caller, BodyLimits limits, BodyIntake bodies) {
        this.current = current;
        this.caller = caller;
        this.limits = limits;
        this.bodies = bodies;
    }

    @WholeBody
    @ServerRequestFilter(nonBlocking = true, priority = FIRST)
    Uni<Void> receive(ContainerRequestContext request) {
        // The exchange itself: what is injected is known only to the threads of the request.
        RoutingContext exchange = current.getCurrent();
        String sender = PlacesPerCaller.name(caller);
        try {
            bodies.places().take(sender);
        } catch (PlacesPerCaller.TooManyBodies refused) {
            // What still comes is dropped, so that the caller gets to read the answer.
            exchange.request().resume();
            throw refused;
        }
        BodyReception reception = new BodyReception(exchange, bodies.held(), limits);
        exchange.addEndHandler(answered -> {
            if (reception.forget()) {
                bodies.places().giveBack(sender);
            }
        });
        return reception.whole().invoke(request::setEntityStream).replaceWithVoid();
    }
}
