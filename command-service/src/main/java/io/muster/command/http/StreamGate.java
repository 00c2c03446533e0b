package io.muster.command.http;

import jakarta.ws.rs.container.ContainerRequestContext;

import io.muster.command.live.LiveFeed;
import io.muster.command.live.Sighting;
import io.muster.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets no request by that follows what is not there. */
class StreamGate {

    private static final String FOUND = StreamGate.class.getName();

    private final LiveFeed feed;
    private final Caller caller;

    StreamGate(LiveFeed feed, Caller caller) {
        this.feed = feed;
        this.caller = caller;
    }

    @Followed
    @ServerRequestFilter
    Uni<Void> find(ContainerRequestContext request) {
        return feed.find(
                        caller.workspace(),
                        request.getUriInfo().getPathParameters().getFirst("id"))
                .invoke(seen -> request.setProperty(FOUND, seen))
                .replaceWithVoid();
    }

    static Sighting found(ContainerRequestContext request) {
        return (Sighting) request.getProperty(FOUND);
    }
}
