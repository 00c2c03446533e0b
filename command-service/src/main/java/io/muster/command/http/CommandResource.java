package io.muster.command.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.command.batch.BatchHistory;
import io.muster.command.batch.BatchOrders;
import io.muster.command.execution.CommandHistory;
import io.muster.command.execution.Orders;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far commands have come: a single execution ({@code cmd_…}) or a batch ({@code bat_…}). */
@Tag(name = "Commands")
@Path("/commands")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class CommandResource {

    private static final String BATCH = "bat_";

    private final Orders orders;
    private final CommandHistory history;
    private final BatchOrders batchOrders;
    private final BatchHistory batchHistory;
    private final Caller caller;

    CommandResource(
            Orders orders, CommandHistory history, BatchOrders batchOrders, BatchHistory batchHistory, Caller caller) {
        this.orders = orders;
        this.history = history;
        this.batchOrders = batchOrders;
        this.batchHistory = batchHistory;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "How far a command or a batch has come")
    @Path("/{id}")
    @RolesAllowed(Role.VIEWER)
    @APIResponse(
            responseCode = "200",
            description = "The execution or the batch, under data",
            content = @Content(schema = @Schema(oneOf = {ExecutionView.class, BatchView.class})))
    public Uni<Answer<?>> show(@PathParam("id") String id) {
        return id.startsWith(BATCH)
                ? batchHistory.batch(caller.workspace(), id).map(batch -> Answer.of(BatchView.of(batch)))
                : history.execution(caller.workspace(), id)
                        .chain(one -> history.steps(one).map(steps -> Answer.of(ExecutionView.of(one, steps))));
    }

    @DELETE
    @Operation(summary = "Takes back what is still queued of a command or a batch")
    @Path("/{id}")
    @RolesAllowed(Role.OPERATOR)
    @APIResponse(
            responseCode = "200",
            description = "The execution or the batch as it is now, under data",
            content = @Content(schema = @Schema(oneOf = {ExecutionView.class, BatchView.class})))
    public Uni<Answer<?>> cancel(@PathParam("id") String id) {
        return id.startsWith(BATCH)
                ? batchOrders.cancel(caller.workspace(), id, caller.name()).map(batch -> Answer.of(BatchView.of(batch)))
                : orders.cancel(caller.workspace(), id, caller.name()).map(one -> Answer.of(ExecutionView.of(one)));
    }
}
