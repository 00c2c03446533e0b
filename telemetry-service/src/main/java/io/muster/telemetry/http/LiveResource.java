package io.muster.telemetry.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.telemetry.live.Audience;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/telemetry/stream")
@RolesAllowed(Role.VIEWER)
@Tag(name = "Telemetry")
class LiveResource {

    private final LiveEvents events;
    private final Caller caller;

    LiveResource(LiveEvents events, Caller caller) {
        this.events = events;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The readings of the workspace's devices as they come", description = LiveEvents.DESCRIPTION)
    public Multi<OutboundSseEvent> stream(
            @Parameter(description = "Only this channel") @QueryParam("channel") @Nullable String channel,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context Sse sse,
            @Context HttpServerRequest http) {
        return events.of(new Audience(caller.workspace(), null, channel), lastEventId, sse, http);
    }
}
