package io.muster.command.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;

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
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.Commands;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.FieldChecks;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Commands to one device and to a list of them. */
@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class DeviceCommandResource {

    record NewCommand(
            @Nullable String command,
            @Nullable Map<String, Object> parameters,
            @Nullable Long ttlSeconds,
            @Nullable Long timeoutSeconds)
            implements OrderJson.Wanted {}

    record NewBulkCommand(
            @Nullable List<String> deviceIds,
            @Nullable String command,
            @Nullable Map<String, Object> parameters,
            @Nullable Long ttlSeconds,
            @Nullable Long timeoutSeconds)
            implements OrderJson.Wanted {}

    private final Commands commands;
    private final CommandHistory history;
    private final KnownDevices devices;
    private final OrderJson orders;
    private final CommandSettings settings;
    private final Caller caller;

    DeviceCommandResource(
            Commands commands,
            CommandHistory history,
            KnownDevices devices,
            OrderJson orders,
            CommandSettings settings,
            Caller caller) {
        this.commands = commands;
        this.history = history;
        this.devices = devices;
        this.orders = orders;
        this.settings = settings;
        this.caller = caller;
    }

    @POST
    @APIResponse(responseCode = "202", description = "Taken; Location says where to see how far it has come")
    @Path("/{id}/commands")
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<ExecutionView>>> order(@PathParam("id") String id, @Nullable NewCommand wanted) {
        return commands.orderOne(orders.read(wanted, caller), id)
                .map(execution -> Ordered.at(execution.id(), ExecutionView.of(execution)));
    }

    @POST
    @APIResponse(responseCode = "202", description = "Taken; Location says where to see how far it has come")
    @Path("/bulk/commands")
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<BatchView>>> orderMany(@Nullable NewBulkCommand wanted) {
        CommandOrder order = orders.read(wanted, caller);
        List<String> references = distinct(wanted == null ? null : wanted.deviceIds());
        return commands.orderListed(order, references)
                .map(outcome -> Ordered.at(outcome.batch().id(), BatchView.of(outcome, references)));
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

    private List<String> distinct(@Nullable List<String> deviceIds) {
        new FieldChecks()
                .require(deviceIds != null && !deviceIds.isEmpty(), "deviceIds", "must name at least one device")
                .require(
                        deviceIds == null || deviceIds.size() <= settings.bulkLimit(),
                        "deviceIds",
                        "must not name more than " + settings.bulkLimit() + " devices")
                .require(
                        deviceIds == null || deviceIds.stream().noneMatch(Objects::isNull),
                        "deviceIds",
                        "must not hold null")
                .orRefuse();
        return Objects.requireNonNull(deviceIds).stream().distinct().toList();
    }
}
