package io.muster.telemetry.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.muster.kit.device.DeviceGate;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.OfKnownDevice;
import io.muster.kit.identity.Role;
import io.muster.telemetry.live.Audience;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/devices/{id}/telemetry/stream")
@RolesAllowed(Role.VIEWER)
@OfKnownDevice
@Tag(name = "Telemetry")
class LiveDeviceResource {

    private final LiveEvents events;

    LiveDeviceResource(LiveEvents events) {
        this.events = events;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "A device's readings as they come", description = LiveEvents.DESCRIPTION)
    public Multi<OutboundSseEvent> stream(
            @PathParam("id") String id,
            @Parameter(description = "Only this channel") @QueryParam("channel") @Nullable String channel,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context Sse sse,
            @Context HttpServerRequest http,
            @Context ContainerRequestContext request) {
        KnownDevice device = DeviceGate.found(request);
        return events.of(new Audience(device.workspace(), device.id(), channel), lastEventId, sse, http);
    }
}
