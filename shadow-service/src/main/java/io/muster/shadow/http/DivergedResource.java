package io.muster.shadow.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Cursor;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.paging.PagingSettings;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.fleet.DivergedShadows;
import io.muster.shadow.fleet.DivergedShadows.Diverged;
import io.muster.shadow.fleet.DivergedShadows.Place;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which devices have something left to do. */
@Path("/shadows")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows of many")
class DivergedResource {

    /** @param name null for the device's own shadow */
    @Schema(name = "DivergedShadow")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DivergedView(
            String id, String deviceId, @Nullable String name, long version, Instant divergedSince, List<String> keys) {

        private static DivergedView of(Diverged shadow) {
            return new DivergedView(
                    shadow.device(),
                    shadow.deviceId(),
                    shadow.name().isEmpty() ? null : shadow.name(),
                    shadow.version(),
                    shadow.since(),
                    shadow.keys());
        }
    }

    /** @param nextCursor where the list goes on; absent at its end */
    record Part(int limit, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {}

    record DivergedPart(List<DivergedView> data, Part pagination) {}

    private final DivergedShadows shadows;
    private final Caller caller;

    DivergedResource(DivergedShadows shadows, Caller caller) {
        this.shadows = shadows;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "Shadows whose devices have something left to do, the longest first")
    public Uni<DivergedPart> page(
            @Parameter(description = "true; other lists there are not") @QueryParam("diverged") @Nullable
                    String diverged,
            @Parameter(description = "Diverged at this time or later") @QueryParam("since") @Nullable String since,
            @Parameter(description = "Diverged at this time or earlier") @QueryParam("until") @Nullable String until,
            @Parameter(description = "The nextCursor of the part before") @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        if (!"true".equals(diverged)) {
            throw new InvalidRequest("diverged", "must be true");
        }
        int wanted = new PageRequest(1, limit == null ? PagingSettings.limit() : limit).limit();
        return shadows.page(caller.workspace(), time("since", since), time("until", until), place(cursor), wanted + 1)
                .map(found -> part(found, wanted));
    }

    private static DivergedPart part(List<Diverged> found, int limit) {
        List<Diverged> shown = found.subList(0, Math.min(limit, found.size()));
        @Nullable String next = found.size() > limit ? cursor(shown.get(limit - 1)) : null;
        return new DivergedPart(shown.stream().map(DivergedView::of).toList(), new Part(limit, next));
    }

    private static String cursor(Diverged last) {
        return new Cursor(List.of(last.since().toString(), last.device(), last.name())).text();
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> values = Cursor.parse(cursor).values();
        if (values.size() != 3) {
            throw Cursor.unknown();
        }
        try {
            return new Place(Instant.parse(values.get(0)), values.get(1), values.get(2));
        } catch (DateTimeParseException e) {
            throw Cursor.unknown();
        }
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidRequest(field, "must be a time such as 2026-01-19T08:00:00Z");
        }
    }
}
