package io.muster.shadow.http;

import java.util.regex.Pattern;

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
import io.muster.kit.live.EventStreams;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.live.LiveShadows;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A device's shadow, or with {@code ?name=} one of its named ones, while it changes, as server-sent events. */
@Path("/devices/{id}/shadow/stream")
@RolesAllowed(Role.VIEWER)
@OfKnownDevice
@Tag(name = "Shadow")
class ShadowStreamResource {

    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");
    /** Nobody is told of a shadow of which nothing was said yet. */
    private static final long NONE = 0;

    private final LiveShadows shadows;
    private final EventStreams streams;

    ShadowStreamResource(LiveShadows shadows, EventStreams streams) {
        this.shadows = shadows;
        this.streams = streams;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "The shadow whenever it changes",
            description =
                    "Server-sent events: 'shadow' with the version as its id and the whole document as JSON, at first as"
                            + " it is and then within a second of each change; changes that follow each other at once are told as one."
                            + " A listener that comes again with Last-Event-ID is told nothing until there is a newer version. One that"
                            + " is too slow gets the event 'dropped' with the reason, and the stream ends.")
    public Multi<OutboundSseEvent> stream(
            @PathParam("id") String id,
            @QueryParam("name") @Nullable String name,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context Sse sse,
            @Context HttpServerRequest http,
            @Context ContainerRequestContext request) {
        KnownDevice device = DeviceGate.found(request);
        ShadowId shadow = ShadowId.of(device.workspace(), device.id(), name);
        Multi<OutboundSseEvent> events =
                shadows.follow(shadow, version(lastEventId)).map(changed -> event(changed, sse));
        return streams.keep(device.workspace(), events, "documents", sse, http);
    }

    private static long version(@Nullable String lastEventId) {
        return lastEventId != null && VERSION.matcher(lastEventId).matches() ? Long.parseLong(lastEventId) : NONE;
    }

    private static OutboundSseEvent event(Shadow shadow, Sse sse) {
        return EventStreams.json("shadow", ShadowDocument.of(shadow), sse)
                .id(Long.toString(shadow.version()))
                .build();
    }
}
