package io.muster.command.http;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.muster.command.catalogue.Catalogue;
import io.muster.command.catalogue.CommandType;
import io.muster.command.catalogue.CommandTypeName;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What parameters the commands of a device type want. */
@Tag(name = "Command types")
@Path("/command-types")
@Produces(MediaType.APPLICATION_JSON)
class CommandTypeResource {

    record CommandTypeView(
            String type,
            String command,
            @JsonRawValue @Schema(type = SchemaType.OBJECT) String schema,
            Instant updatedAt,
            String updatedBy) {

        static CommandTypeView of(CommandType type) {
            return new CommandTypeView(type.type(), type.command(), type.schema(), type.updatedAt(), type.updatedBy());
        }
    }

    private final Catalogue catalogue;
    private final Caller caller;

    CommandTypeResource(Catalogue catalogue, Caller caller) {
        this.catalogue = catalogue;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "What is written down, without the schemas")
    public Uni<Answer<List<CommandTypeName>>> list() {
        return catalogue.names(caller.workspace()).map(Answer::of);
    }

    @GET
    @Operation(summary = "What the parameters of a command have to be")
    @Path("/{type}/{command}")
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer<CommandTypeView>> show(@PathParam("type") String type, @PathParam("command") String command) {
        return catalogue.find(caller.workspace(), type, command).map(found -> Answer.of(CommandTypeView.of(found)));
    }

    /** From then on a command with other parameters is refused; what was ordered before goes on. */
    @PUT
    @Operation(summary = "Writes down what the parameters of a command have to be")
    @Path("/{type}/{command}")
    @RolesAllowed(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(
            description = "A JSON Schema of the parameters",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Answer<CommandTypeView>> put(
            @PathParam("type") String type, @PathParam("command") String command, @Nullable String schema) {
        return catalogue
                .put(caller.workspace(), type, command, InvalidRequest.requireBody(schema), caller.name())
                .map(kept -> Answer.of(CommandTypeView.of(kept)));
    }

    @DELETE
    @Operation(summary = "From then on anything goes")
    @Path("/{type}/{command}")
    @RolesAllowed(Role.ADMIN)
    public Uni<Void> remove(@PathParam("type") String type, @PathParam("command") String command) {
        return catalogue.remove(caller.workspace(), type, command);
    }
}
