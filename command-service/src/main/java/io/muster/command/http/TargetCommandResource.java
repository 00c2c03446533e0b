package io.muster.command.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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
import io.muster.command.dryrun.Forecast;
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

/** Commands to whomever the order names. */
@Tag(name = "Commands")
@Path("/commands")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class TargetCommandResource {

    /** One of them says whom the order is for. */
    record Target(@Nullable String group, @Nullable List<String> deviceIds, @Nullable String query) {

        private boolean isOne() {
            return Stream.of(group, deviceIds, query).filter(Objects::nonNull).count() == 1;
        }
    }

    record NewTargetCommand(
            @Nullable Target target,
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

    TargetCommandResource(BatchOrders orders, DryRun forecasts, OrderJson requests, BatchJson lists, Caller caller) {
        this.orders = orders;
        this.forecasts = forecasts;
        this.requests = requests;
        this.lists = lists;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Orders a command of a group, of a list of devices, or of those that meet a query, as one batch")
    @APIResponse(
            responseCode = "202",
            description = "Taken; Location says where to see how far it has come",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    @Parameter(name = DryRunFlag.NAME, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<?>>> order(@Context UriInfo uri, @Nullable NewTargetCommand wanted) {
        CommandOrder order = requests.read(InvalidRequest.requireBody(wanted), caller);
        @Nullable Target target = wanted.target();
        if (target == null || !target.isOne()) {
            throw new InvalidRequest("target", "must have one of group, deviceIds, query");
        }
        Pace pace = BatchJson.pace(wanted.maxPerSecond());
        if (DryRunFlag.isSet(uri)) {
            return forecast(order, target, pace).map(ForecastView::answer);
        }
        return order(order, target, pace).map(view -> Ordered.orForecastAt(view.id(), view));
    }

    private Uni<Forecast> forecast(CommandOrder order, Target target, Pace pace) {
        if (target.group() != null) {
            return forecasts.ofGroup(order, target.group(), pace::timeFor);
        }
        return target.query() == null
                ? forecasts.ofListed(order, lists.distinct(target.deviceIds(), "target.deviceIds"), pace::timeFor)
                : forecasts.ofMatching(order, target.query(), pace::timeFor);
    }

    private Uni<BatchView> order(CommandOrder order, Target target, Pace pace) {
        if (target.group() != null) {
            return orders.orderGroup(order, target.group(), pace).map(BatchView::of);
        }
        if (target.query() != null) {
            return orders.orderMatching(order, target.query(), pace).map(BatchView::of);
        }
        List<String> references = lists.distinct(target.deviceIds(), "target.deviceIds");
        return orders.orderListed(order, references, pace).map(outcome -> BatchView.of(outcome, references));
    }
}
