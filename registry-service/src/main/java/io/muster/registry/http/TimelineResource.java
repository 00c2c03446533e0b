package io.muster.registry.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.muster.registry.timeline.TimelineEntry;
import io.muster.registry.timeline.Timelines;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What happened to a device, the newest first. */
@Path("/devices/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
class TimelineResource {

    /** @param type {@code registered}, {@code status-changed}, {@code connected}, {@code command-sent} and so on */
    record EntryView(Instant at, String type, Map<String, Object> detail) {

        static EntryView of(TimelineEntry entry) {
            return new EntryView(entry.at(), entry.type(), entry.detail());
        }
    }

    private final Timelines timelines;
    private final Newcomers newcomers;
    private final Caller caller;

    TimelineResource(Timelines timelines, Newcomers newcomers, Caller caller) {
        this.timelines = timelines;
        this.newcomers = newcomers;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer.Listing<EntryView>> page(
            @PathParam("id") String id,
            @Parameter(description = "Only these types, between commas; command means all of command-…")
                    @QueryParam("type")
                    @Nullable
                    String type,
            @QueryParam("page") @Nullable String page,
            @QueryParam("limit") @Nullable String limit) {
        String workspace = caller.workspace();
        List<String> types = Parameters.list(type);
        PageRequest wanted = Parameters.page(page, limit);
        return newcomers
                .await(() -> timelines.page(workspace, id, types, wanted))
                .map(found -> Answer.of(found.map(EntryView::of)));
    }
}
