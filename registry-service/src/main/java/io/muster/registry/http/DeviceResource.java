package io.muster.registry.http;

import java.net.URI;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.device.DevicePatch;
import io.muster.registry.device.DeviceRegistry;
import io.muster.registry.device.DeviceStatus;
import io.muster.registry.search.DeviceCard;
import io.muster.registry.search.DeviceCatalog;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Devices. Every path takes a device's {@code id} or its {@code deviceId}. */
@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class DeviceResource {

    static final String MERGE_PATCH = "application/merge-patch+json";

    /** The status that a device is to have. */
    record NewStatus(@Nullable String status) {

        DeviceStatus parsed() {
            return Parameters.status(status == null ? "" : status);
        }
    }

    private final DeviceRegistry registry;
    private final DeviceCatalog catalog;
    private final Newcomers newcomers;
    private final Caller caller;

    DeviceResource(DeviceRegistry registry, DeviceCatalog catalog, Newcomers newcomers, Caller caller) {
        this.registry = registry;
        this.catalog = catalog;
        this.newcomers = newcomers;
        this.caller = caller;
    }

    @POST
    @Path("/register")
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "Registered, with its place in Location and its ETag")
    public Uni<RestResponse<Answer<DeviceView>>> register(@Nullable NewDevice device) {
        NewDevice asked = InvalidRequest.requireBody(device);
        return registry.register(caller.workspace(), asked.givenId(), asked.profile())
                .map(registered -> ResponseBuilder.create(
                                RestResponse.Status.CREATED, view(DeviceCard.fresh(registered)))
                        .location(URI.create("/devices/" + registered.id()))
                        .tag(Long.toString(registered.revision()))
                        .build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEWER)
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "304", description = "As the caller has it, also what others say of the device")
    public Uni<RestResponse<Answer<DeviceView>>> get(@PathParam("id") String id, @Context Request request) {
        String workspace = caller.workspace();
        return newcomers.await(() -> catalog.require(workspace, id)).map(card -> page(card, request));
    }

    private static RestResponse<Answer<DeviceView>> page(DeviceCard card, Request request) {
        EntityTag tag = DeviceTag.of(card);
        Response.ResponseBuilder unmet = request.evaluatePreconditions(tag);
        ResponseBuilder<Answer<DeviceView>> answer = unmet == null
                ? ResponseBuilder.ok(view(card))
                : ResponseBuilder.create(unmet.build().getStatusInfo());
        return answer.tag(tag).build();
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Role.OPERATOR)
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    public Uni<RestResponse<Answer<DeviceView>>> update(
            @PathParam("id") String id, @BeanParam IfMatch ifMatch, @Nullable Map<String, @Nullable Object> patch) {
        String workspace = caller.workspace();
        DevicePatch asked = new DevicePatch(InvalidRequest.requireBody(patch));
        return newcomers
                .await(() -> registry.update(workspace, id, asked, ifMatch.revisions()))
                .chain(device -> card(device.id().value()));
    }

    @PATCH
    @Path("/{id}/status")
    @RolesAllowed(Role.OPERATOR)
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    public Uni<RestResponse<Answer<DeviceView>>> setStatus(
            @PathParam("id") String id, @BeanParam IfMatch ifMatch, @Nullable NewStatus status) {
        String workspace = caller.workspace();
        DeviceStatus asked = InvalidRequest.requireBody(status).parsed();
        return newcomers
                .await(() -> registry.setStatus(workspace, id, asked, ifMatch.revisions()))
                .chain(device -> card(device.id().value()));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> delete(
            @PathParam("id") String id,
            @BeanParam IfMatch ifMatch,
            @QueryParam("purgeData") @Nullable String purgeData) {
        String workspace = caller.workspace();
        boolean purge = Parameters.flag("purgeData", purgeData);
        return newcomers.await(() -> registry.delete(workspace, id, purge, ifMatch.revisions()));
    }

    private Uni<RestResponse<Answer<DeviceView>>> card(String id) {
        return catalog.require(caller.workspace(), id).map(card -> ResponseBuilder.ok(view(card))
                .tag(Long.toString(card.device().revision()))
                .build());
    }

    private static Answer<DeviceView> view(DeviceCard card) {
        return Answer.of(DeviceView.of(card));
    }
}
