package io.muster.command.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import io.muster.command.batch.BatchHistory;
import io.muster.command.batch.BatchOrders;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is in a batch, and another try of what failed. */
@Tag(name = "Commands")
@Path("/commands/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class BatchResource {

    private static final String ONLY_THOSE = "Only those in this state: queued, failed, ...";

    private final BatchOrders orders;
    private final BatchHistory history;
    private final ExecutionFile file;
    private final Caller caller;

    BatchResource(BatchOrders orders, BatchHistory history, ExecutionFile file, Caller caller) {
        this.orders = orders;
        this.history = history;
        this.file = file;
        this.caller = caller;
    }

    @GET
    @Path("/executions")
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "The commands of a batch",
            description = "As a page of JSON, or with Accept: text/csv as a table of all of them.")
    public Uni<Answer.Listing<ExecutionView>> executions(
            @PathParam("id") String id,
            @Parameter(description = ONLY_THOSE) @QueryParam("state") @Nullable String state,
            @Parameter(description = "The nextCursor of the page before; instead of a page")
                    @QueryParam("cursor")
                    @Nullable
                    String cursor,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return history.executions(caller.workspace(), id, BatchJson.part(state, cursor), new PageRequest(page, limit))
                .map(found -> Answer.of(found.map(ExecutionView::of)));
    }

    /** A caller that takes anything gets a page of JSON. */
    @GET
    @Path("/executions")
    @RolesAllowed(Role.VIEWER)
    @Produces("text/csv;qs=0.5")
    @Operation(hidden = true)
    public RestMulti<byte[]> table(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @Context HttpServerResponse response) {
        return file.of(id, history.all(caller.workspace(), id, BatchJson.stage(state)), response);
    }

    @POST
    @Path("/retry")
    @RolesAllowed(Role.OPERATOR)
    @Operation(
            summary = "Orders the same again of the devices that failed, timed out or expired",
            description = "As a new batch that names this one as its parent. What was rejected is not tried again.")
    @APIResponse(
            responseCode = "202",
            description = "Taken; Location says where to see how far it has come",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Uni<RestResponse<Answer<BatchView>>> retry(@PathParam("id") String id) {
        return orders.retry(caller.workspace(), id, caller.name())
                .map(batch -> Ordered.at(batch.id(), BatchView.of(batch)));
    }
}
