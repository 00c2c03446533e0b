package io.muster.shadow.http;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.fleet.FleetWishes;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What the devices of a group are to become. */
@Path("/device-groups/{id}/shadow")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows of many")
@Idempotent
class GroupShadowResource {

    /** @param desired an RFC 7396 merge patch */
    record GroupPatch(@Nullable Map<String, @Nullable Object> desired) {}

    private final FleetWishes wishes;
    private final Caller caller;

    GroupShadowResource(FleetWishes wishes, Caller caller) {
        this.wishes = wishes;
        this.caller = caller;
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Change what all devices of a group should be, by a merge patch")
    @APIResponse(
            responseCode = "202",
            description = ShadowBatchView.ACCEPTED,
            content = @Content(schema = @Schema(implementation = ShadowBatchView.class)))
    public Uni<RestResponse<Answer<ShadowBatchView>>> patch(@RestPath String id, @Nullable GroupPatch body) {
        Map<String, @Nullable Object> desired =
                ShadowBatchView.desired(InvalidRequest.requireBody(body).desired());
        return wishes.ofGroup(caller.workspace(), id, desired, caller.name())
                .map(batch -> ShadowBatchView.accepted(batch, null));
    }
}
