package io.muster.command.http;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.muster.command.dryrun.DryRun;
import io.muster.command.execution.CommandHistory;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Orders;
import io.muster.command.execution.WantedCommand;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
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

/** Commands to one device. */
@Tag(name = "Commands")
@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class DeviceCommandResource {

    record NewCommand(
            @Nullable String command,
            @Nullable Map<String, Object> parameters,
            @Nullable Long ttlSeconds,
            @Nullable Long timeoutSeconds,
            @Nullable Integer qos,
            @Nullable String coalesce,
            @Nullable String idempotencyKey)
            implements WantedCommand {}

    private final Orders orders;
    private final DryRun forecasts;
    private final CommandHistory history;
    private final KnownDevices devices;
    private final OrderJson requests;
    private final Caller caller;

    DeviceCommandResource(
            Orders orders,
            DryRun forecasts,
            CommandHistory history,
            KnownDevices devices,
            OrderJson requests,
            Caller caller) {
        this.orders = orders;
        this.forecasts = forecasts;
        this.history = history;
        this.devices = devices;
        this.requests = requests;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Orders a command of a device")
    @APIResponse(
            responseCode = "202",
            description = "Taken; Location says where to see how far it has come",
            content = @Content(schema = @Schema(implementation = ExecutionView.class)))
    @APIResponse(
            responseCode = "200",
            description = "What would come of it; nothing was ordered",
            content = @Content(schema = @Schema(implementation = ForecastView.class)))
    @Path("/{id}/commands")
    @Parameter(name = DryRunFlag.NAME, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<?>>> order(
            @PathParam("id") String id, @Context UriInfo uri, @Nullable NewCommand wanted) {
        CommandOrder order = requests.read(wanted, caller);
        if (DryRunFlag.isSet(uri)) {
            return forecasts.ofDevice(order, id).map(ForecastView::answer);
        }
        return orders.order(order, id)
                .map(execution -> Ordered.orForecastAt(execution.id(), ExecutionView.of(execution)));
    }

    @GET
    @Operation(summary = "The commands of a device, the newest first")
    @Path("/{id}/commands")
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer.Listing<ExecutionView>> list(
            @PathParam("id") String id,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        PageRequest request = new PageRequest(page, limit);
        String workspace = caller.workspace();
        return devices.requireKept(workspace, id)
                .chain(device -> history.ofDevice(workspace, device.id(), request))
                .map(found -> Answer.of(found.map(ExecutionView::of)));
    }
}
