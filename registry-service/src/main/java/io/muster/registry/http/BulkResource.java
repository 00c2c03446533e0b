package io.muster.registry.http;

import java.util.List;
import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.bulk.BulkChange;
import io.muster.registry.bulk.BulkChanges;
import io.muster.registry.bulk.BulkTarget;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The same change of many devices. What became of each is in the answer, which is 200 also if some failed. */
@Path("/devices/bulk")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class BulkResource {

    /**
     * @param deviceIds which devices, by {@code id} or {@code deviceId}
     * @param query which devices instead, in the language of fleet queries
     */
    record NewStatuses(@Nullable List<@Nullable String> deviceIds, @Nullable String query, @Nullable String status) {}

    /**
     * @param deviceIds which devices, by {@code id} or {@code deviceId}
     * @param query which devices instead, in the language of fleet queries
     */
    record NewTags(
            @Nullable List<@Nullable String> deviceIds,
            @Nullable String query,
            @Nullable List<@Nullable String> addTags,
            @Nullable List<@Nullable String> removeTags) {}

    private final BulkChanges changes;
    private final Caller caller;

    BulkResource(BulkChanges changes, Caller caller) {
        this.changes = changes;
        this.caller = caller;
    }

    @PATCH
    @Path("/status")
    @RolesAllowed(Role.OPERATOR)
    @Consumes({MediaType.APPLICATION_JSON, DeviceResource.MERGE_PATCH})
    public Uni<Answer<BulkView>> setStatus(@Nullable NewStatuses wanted) {
        NewStatuses asked = InvalidRequest.requireBody(wanted);
        BulkTarget target = target(asked.deviceIds(), asked.query());
        return apply(
                target, new BulkChange.SetStatus(Parameters.status(Objects.requireNonNullElse(asked.status(), ""))));
    }

    @POST
    @Path("/tags")
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer<BulkView>> changeTags(@Nullable NewTags wanted) {
        NewTags asked = InvalidRequest.requireBody(wanted);
        BulkTarget target = target(asked.deviceIds(), asked.query());
        return apply(
                target,
                new BulkChange.ChangeTags(
                        Parameters.texts("addTags", Objects.requireNonNullElse(asked.addTags(), List.of())),
                        Parameters.texts("removeTags", Objects.requireNonNullElse(asked.removeTags(), List.of()))));
    }

    private Uni<Answer<BulkView>> apply(BulkTarget target, BulkChange change) {
        return changes.apply(caller.workspace(), target, change).map(results -> Answer.of(BulkView.of(results)));
    }

    private static BulkTarget target(@Nullable List<@Nullable String> deviceIds, @Nullable String query) {
        if (deviceIds != null && query != null) {
            throw new InvalidRequest("query", "cannot be given with deviceIds");
        }
        if (deviceIds != null) {
            return new BulkTarget.Named(Parameters.texts("deviceIds", deviceIds));
        }
        if (query != null) {
            return new BulkTarget.Found(query);
        }
        throw new InvalidRequest("deviceIds", "or query is required");
    }
}
