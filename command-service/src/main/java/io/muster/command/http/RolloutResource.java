package io.muster.command.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.WantedCommand;
import io.muster.command.rollout.RolloutBook;
import io.muster.command.rollout.RolloutControl;
import io.muster.command.rollout.RolloutOrders;
import io.muster.command.rollout.WantedPlan;
import io.muster.command.rollout.WantedPlan.WantedGates;
import io.muster.command.rollout.WantedPlan.WantedRate;
import io.muster.command.rollout.WantedPlan.WantedWave;
import io.muster.command.rollout.WantedPlan.WantedWindow;
import io.muster.command.rollout.WantedRollout;
import io.muster.command.rollout.WantedTarget;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
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
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Commands that come to their devices wave by wave. */
@Tag(name = "Rollouts")
@Path("/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class RolloutResource {

    record NewRollout(
            @Nullable String name,
            @Nullable WantedTarget target,
            @Nullable String command,
            @Nullable Map<String, Object> parameters,
            @Nullable Long ttlSeconds,
            @Nullable Long timeoutSeconds,
            @Nullable Integer qos,
            @Nullable String coalesce,
            @Nullable List<WantedWave> waves,
            @Nullable String order,
            @Nullable WantedGates gates,
            @Nullable WantedRate rate,
            @Nullable WantedWindow window,
            @Nullable Boolean approval,
            @Nullable Boolean continuous,
            @Nullable String startAt,
            @Nullable String idempotencyKey)
            implements WantedCommand {

        WantedRollout rollout() {
            WantedPlan plan = new WantedPlan(waves, order, gates, rate, window, approval, continuous);
            return new WantedRollout(name, target, plan, startAt);
        }
    }

    private final RolloutOrders orders;
    private final RolloutControl control;
    private final RolloutBook book;
    private final OrderJson requests;
    private final Caller caller;

    RolloutResource(RolloutOrders orders, RolloutControl control, RolloutBook book, OrderJson requests, Caller caller) {
        this.orders = orders;
        this.control = control;
        this.book = book;
        this.requests = requests;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Orders a command of many devices, wave by wave")
    @APIResponse(
            responseCode = "202",
            description = "Taken; Location says where to see how far it has come",
            content = @Content(schema = @Schema(implementation = RolloutView.class)))
    @Parameter(name = DryRunFlag.NAME, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<?>>> order(@Context UriInfo uri, @Nullable NewRollout body) {
        NewRollout wanted = InvalidRequest.requireBody(body);
        CommandOrder order = requests.read(wanted, caller);
        if (DryRunFlag.isSet(uri)) {
            return orders.dryRun(order, wanted.rollout()).map(ForecastView::answer);
        }
        return orders.order(order, wanted.rollout())
                .map(rollout -> ResponseBuilder.<Answer<?>>create(Status.ACCEPTED, Answer.of(RolloutView.of(rollout)))
                        .location(URI.create("/rollouts/" + rollout.id()))
                        .build());
    }

    @GET
    @Operation(summary = "Rollouts, the newest first")
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer.Listing<RolloutView>> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return book.page(caller.workspace(), RolloutView.state(state), new PageRequest(page, limit))
                .map(found -> Answer.of(found.map(RolloutView::of)));
    }

    @GET
    @Operation(summary = "How far a rollout has come")
    @Path("/{id}")
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer<RolloutView>> show(@PathParam("id") String id) {
        return book.watch(caller.workspace(), id).map(watched -> Answer.of(RolloutView.of(watched)));
    }

    @POST
    @Operation(summary = "Nobody else gets the command until it is resumed")
    @Path("/{id}/pause")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Answer<RolloutView>> pause(@PathParam("id") String id) {
        return after(id, () -> control.pause(caller.workspace(), id, caller.name()));
    }

    @POST
    @Operation(summary = "A paused one goes on where it was")
    @Path("/{id}/resume")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Answer<RolloutView>> resume(@PathParam("id") String id) {
        return after(id, () -> control.resume(caller.workspace(), id, caller.name()));
    }

    @POST
    @Operation(summary = "The next wave may begin")
    @Path("/{id}/approve")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Answer<RolloutView>> approve(@PathParam("id") String id) {
        return after(id, () -> control.approve(caller.workspace(), id, caller.name()));
    }

    @POST
    @Operation(
            summary =
                    "The next wave begins, whatever has become of the one before; one that is scheduled begins at once")
    @Path("/{id}/advance")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Answer<RolloutView>> advance(@PathParam("id") String id) {
        return after(id, () -> control.advance(caller.workspace(), id, caller.name()));
    }

    @POST
    @Operation(summary = "Ends it; what was not sent is taken back")
    @Path("/{id}/cancel")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Answer<RolloutView>> cancel(@PathParam("id") String id) {
        return after(id, () -> control.cancel(caller.workspace(), id, caller.name()));
    }

    private Uni<Answer<RolloutView>> after(String id, Supplier<Uni<Void>> change) {
        return change.get().chain(() -> show(id));
    }
}
