package io.muster.command.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.command.batch.BatchOrders;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.WantedCommand;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.FieldChecks;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Commands to a list of devices. */
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
            @Nullable String idempotencyKey)
            implements WantedCommand {}

    private final BatchOrders orders;
    private final OrderJson requests;
    private final CommandSettings settings;
    private final Caller caller;

    BulkCommandResource(BatchOrders orders, OrderJson requests, CommandSettings settings, Caller caller) {
        this.orders = orders;
        this.requests = requests;
        this.settings = settings;
        this.caller = caller;
    }

    @POST
    @APIResponse(responseCode = "202", description = "Taken; Location says where to see how far it has come")
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<BatchView>>> orderMany(@Nullable NewBulkCommand wanted) {
        CommandOrder order = requests.read(wanted, caller);
        List<String> references = distinct(wanted == null ? null : wanted.deviceIds());
        return orders.orderListed(order, references)
                .map(outcome -> Ordered.at(outcome.batch().id(), BatchView.of(outcome, references)));
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
