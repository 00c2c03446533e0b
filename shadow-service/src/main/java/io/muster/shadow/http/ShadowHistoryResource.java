package io.muster.shadow.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.Cursor;
import io.muster.kit.paging.PageRequest;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.history.PastChange;
import io.muster.shadow.history.ShadowHistory;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What became of a shadow, version by version. */
@Path("/devices/{id}/shadow/history")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow")
public class ShadowHistoryResource {

    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");

    /** @param patch a merge patch of what was said: desired, reported, rejected, policy */
    public record VersionView(
            long version, Instant at, String source, String actor, Map<String, @Nullable Object> patch) {

        static VersionView of(PastChange change) {
            return new VersionView(change.version(), change.at(), change.source(), change.actor(), change.said());
        }
    }

    private final KnownDevices devices;
    private final ShadowHistory history;
    private final Caller caller;

    ShadowHistoryResource(KnownDevices devices, ShadowHistory history, Caller caller) {
        this.devices = devices;
        this.history = history;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "Who changed what and when, newest first")
    public Uni<Answer.Listing<VersionView>> list(
            @RestPath String id,
            @QueryParam("name") @Nullable String name,
            @Parameter(description = "The nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        @Nullable
        Long below = cursor == null ? null : version(Cursor.parse(cursor).values());
        PageRequest page = new PageRequest(1, limit);
        return devices.requireKept(caller.workspace(), id)
                .chain(device -> history.changes(ShadowId.of(device.workspace(), device.id(), name), below, page))
                .map(found -> Answer.of(found.map(VersionView::of)));
    }

    private static long version(List<String> values) {
        if (values.size() != 1 || !VERSION.matcher(values.get(0)).matches()) {
            throw Cursor.unknown();
        }
        return Long.parseLong(values.get(0));
    }
}
