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
import jakarta.ws.rs.core.MediaType;

import io.muster.command.execution.CommandHistory;
import io.muster.command.execution.Orders;
import io.muster.command.execution.WantedCommand;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Commands to one device. */
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
    private final CommandHistory history;
    private final KnownDevices devices;
    private final OrderJson requests;
    private final Caller caller;

    DeviceCommandResource(
            Orders orders, CommandHistory history, KnownDevices devices, OrderJson requests, Caller caller) {
        this.orders = orders;
        this.history = history;
        this.devices = devices;
        this.requests = requests;
        this.caller = caller;
    }

    @POST
    @APIResponse(responseCode = "202", description = "Taken; Location says where to see how far it has come")
    @Path("/{id}/commands")
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<ExecutionView>>> order(@PathParam("id") String id, @Nullable NewCommand wanted) {
        return orders.order(requests.read(wanted, caller), id)
                .map(execution -> Ordered.at(execution.id(), ExecutionView.of(execution)));
    }

    @GET
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
