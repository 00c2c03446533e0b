package io.muster.shadow.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.derivation.DerivationSettings;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How a workspace wants its shadows kept. */
@Path("/shadow-settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow settings")
class ShadowSettingResource {

    /** @param derive whether values of telemetry and status are carried over into reported */
    record ShadowSettings(@Nullable Boolean derive) {}

    private final DerivationSettings settings;
    private final Caller caller;

    ShadowSettingResource(DerivationSettings settings, Caller caller) {
        this.settings = settings;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "How the workspace wants its shadows kept")
    public Uni<Answer<ShadowSettings>> read() {
        return settings.isOn(caller.workspace()).map(on -> Answer.of(new ShadowSettings(on)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Operation(
            summary = "Say how the workspace wants its shadows kept",
            description = "It counts for what comes from then on; values that were carried over stay as they are.")
    public Uni<Answer<ShadowSettings>> write(@Nullable ShadowSettings body) {
        @Nullable Boolean derive = InvalidRequest.requireBody(body).derive();
        if (derive == null) {
            throw new InvalidRequest("derive", "must be true or false");
        }
        return settings.turn(caller.workspace(), derive).map(done -> Answer.of(new ShadowSettings(derive)));
    }
}
