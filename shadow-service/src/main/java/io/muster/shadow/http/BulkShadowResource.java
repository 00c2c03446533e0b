package io.muster.shadow.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;

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
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.fleet.FleetWishes;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What listed devices are to become. */
@Path("/devices/bulk/shadow")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows of many")
@Idempotent
class BulkShadowResource {

    /**
     * A change of some devices.
     *
     * @param deviceIds either name of each
     * @param desired an RFC 7396 merge patch
     */
    record BulkPatch(@Nullable List<@Nullable String> deviceIds, @Nullable Map<String, @Nullable Object> desired) {}

    private final FleetWishes wishes;
    private final Caller caller;

    BulkShadowResource(FleetWishes wishes, Caller caller) {
        this.wishes = wishes;
        this.caller = caller;
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Change what these devices should be, by a merge patch")
    @APIResponse(
            responseCode = "202",
            description = ShadowBatchView.ACCEPTED,
            content = @Content(schema = @Schema(implementation = ShadowBatchView.class)))
    public Uni<RestResponse<Answer<ShadowBatchView>>> patch(@Nullable BulkPatch body) {
        BulkPatch patch = InvalidRequest.requireBody(body);
        Map<String, @Nullable Object> desired = ShadowBatchView.desired(patch.desired());
        List<@Nullable String> named = Objects.requireNonNullElse(patch.deviceIds(), List.of());
        new FieldChecks()
                .require(named.stream().noneMatch(Objects::isNull), "deviceIds", "must not hold null")
                .orRefuse();
        List<String> references = named.stream().map(Objects::requireNonNull).toList();
        return wishes.ofListed(caller.workspace(), references, desired, caller.name())
                .map(opened -> ShadowBatchView.accepted(opened.batch(), opened.unknown()));
    }
}
