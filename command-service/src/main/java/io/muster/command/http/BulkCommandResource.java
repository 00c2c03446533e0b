package io.muster.command.http;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.muster.command.batch.BatchOrders;
import io.muster.command.batch.Pace;
import io.muster.command.dryrun.DryRun;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.WantedCommand;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Commands to a list of devices. */
@Tag(name = "Commands")
@Path("/devices/bulk/commands")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class BulkCommandResource {

    record NewBulkCommand(
            @Nullable List<String> deviceIds,
            @Nullable String command,
            @Nullable Map<String, Object> parameters,
            @Nullable Long ttlSeconds,
            @Nullable Long timeoutSeconds,
            @Nullable Integer qos,
            @Nullable String coalesce,
            @Nullable String idempotencyKey,
            @Nullable Double maxPerSecond)
            implements WantedCommand {}

    private final BatchOrders orders;
    private final DryRun forecasts;
    private final OrderJson requests;
    private final BatchJson lists;
    private final Caller caller;

    BulkCommandResource(BatchOrders orders, DryRun forecasts, OrderJson requests, BatchJson lists, Caller caller) {
        this.orders = orders;
        this.forecasts = forecasts;
        this.requests = requests;
        this.lists = lists;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Orders a command of a list of devices, as one batch")
    @APIResponse(
            responseCode = "202",
            description = "Taken; Location says where to see how far it has come",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    @Parameter(name = DryRunFlag.NAME, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<?>>> orderMany(@Context UriInfo uri, @Nullable NewBulkCommand wanted) {
        CommandOrder order = requests.read(InvalidRequest.requireBody(wanted), caller);
        List<String> references = lists.distinct(wanted.deviceIds(), "deviceIds");
        Pace pace = BatchJson.pace(wanted.maxPerSecond());
        if (DryRunFlag.isSet(uri)) {
            return forecasts.ofListed(order, references, pace::timeFor).map(ForecastView::answer);
        }
        return orders.orderListed(order, references, pace)
                .map(outcome -> Ordered.orForecastAt(outcome.batch().id(), BatchView.of(outcome, references)));
    }
}
