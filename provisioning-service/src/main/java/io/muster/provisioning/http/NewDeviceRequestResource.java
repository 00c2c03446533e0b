package io.muster.provisioning.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.kit.identity.Role;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.newdevice.DevicePlan;
import io.muster.provisioning.newdevice.NewDeviceRequest;
import io.muster.provisioning.newdevice.RegistrationDesk;
import io.muster.provisioning.newdevice.RegistrationDesk.Acceptance;
import io.muster.provisioning.newdevice.RegistrationDesk.Room;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Devices that are expected, in Cumulocity's shapes. */
@Path(NewDeviceRequestResource.PATH)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class NewDeviceRequestResource {

    static final String PATH = "/devicecontrol/newDeviceRequests";
    static final String ADMIN = "ROLE_DEVICE_CONTROL_ADMIN";
    static final String READ = "ROLE_DEVICE_CONTROL_READ";

    record RequestView(String id, String self, String status) implements DeviceControlEntity {

        @Override
        public String mediaName() {
            return "newDeviceRequest";
        }
    }

    /** One of many that were to be accepted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AcceptanceView(String id, boolean successful, @Nullable String error) {

        static AcceptanceView of(Acceptance acceptance) {
            return new AcceptanceView(acceptance.id(), acceptance.error() == null, acceptance.error());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LimitView(boolean isReached, @Nullable Long limit, long deviceCount) {

        static LimitView of(Room room) {
            return new LimitView(room.isReached(), room.limit().orElse(null), room.devices());
        }
    }

    private final RegistrationDesk desk;
    private final DeviceControlCaller caller;
    private final DeviceControlJson json;

    NewDeviceRequestResource(RegistrationDesk desk, DeviceControlCaller caller, DeviceControlJson json) {
        this.desk = desk;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @RolesAllowed({ADMIN, Role.OPERATOR})
    public Uni<RestResponse<RequestView>> announce(byte[] body, @Context UriInfo uri) {
        @Nullable String id = DeviceControlJson.text(json.read(body), "id").orElse(null);
        return desk.announce(caller.workspace(), id, DevicePlan.NONE, caller.name())
                .map(request -> view(request, uri))
                .map(view -> ResponseBuilder.create(RestResponse.Status.CREATED, view)
                        .location(URI.create(view.self()))
                        .build());
    }

    @GET
    @RolesAllowed({READ, ADMIN, Role.VIEWER})
    public Uni<RequestCollection> list(@BeanParam CollectionQuery query, @Context UriInfo uri) {
        String workspace = caller.workspace();
        return desk.list(workspace, query.offset(), query.pageSize()).chain(part -> (query.wantsCount()
                        ? desk.count(workspace)
                        : Uni.createFrom().<@Nullable Long>nullItem())
                .map(total -> RequestCollection.of(
                        part.requests().stream()
                                .map(request -> view(request, uri))
                                .toList(),
                        part.more(),
                        total,
                        query,
                        uri)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({READ, ADMIN, Role.VIEWER})
    public Uni<RequestView> find(@PathParam("id") String id, @Context UriInfo uri) {
        return desk.find(caller.workspace(), id).map(request -> view(request, uri));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({READ, ADMIN, Role.OPERATOR})
    public Uni<RequestView> change(@PathParam("id") String id, byte[] body, @Context UriInfo uri) {
        JsonNode sent = json.read(body);
        Optional<String> status = DeviceControlJson.text(sent, "status");
        if (!status.equals(Optional.of("ACCEPTED"))) {
            return desk.find(caller.workspace(), id).map(there -> {
                throw new InvalidRequest("status", "can only be set to ACCEPTED");
            });
        }
        return desk.accept(caller.workspace(), id, DeviceControlJson.text(sent, "securityToken"), caller.name())
                .map(request -> view(request, uri));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({ADMIN, Role.OPERATOR})
    public Uni<Void> withdraw(@PathParam("id") String id) {
        return desk.withdraw(caller.workspace(), id);
    }

    /** Whoever may accept one may accept all. */
    @POST
    @Path("/acceptAll")
    @RolesAllowed({READ, ADMIN, Role.OPERATOR})
    public Uni<List<AcceptanceView>> acceptAll() {
        return desk.acceptAll(caller.workspace(), caller.name())
                .map(all -> all.stream().map(AcceptanceView::of).toList());
    }

    @GET
    @Path("/limit")
    @RolesAllowed({READ, ADMIN, Role.VIEWER})
    public Uni<LimitView> limit() {
        return desk.room(caller.workspace()).map(LimitView::of);
    }

    private static RequestView view(NewDeviceRequest request, UriInfo uri) {
        return new RequestView(
                request.id(),
                DeviceControl.link(uri, PATH, request.id()),
                request.state().status());
    }
}
