package io.muster.shadow.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.shadow.fleet.FleetWishes;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How far changes of many devices have come. */
@Path("/shadow-batches/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows of many")
class ShadowBatchResource {

    private final FleetWishes wishes;
    private final Caller caller;

    ShadowBatchResource(FleetWishes wishes, Caller caller) {
        this.wishes = wishes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "How far a change of many devices has come",
            description = "The numbers say how the devices stand now, as far as the keys of the patch go.")
    public Uni<Answer<ShadowBatchView>> read(@RestPath String id) {
        return wishes.find(caller.workspace(), id).map(batch -> Answer.of(ShadowBatchView.of(batch, null)));
    }
}
