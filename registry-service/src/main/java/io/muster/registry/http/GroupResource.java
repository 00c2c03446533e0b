package io.muster.registry.http;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.group.GroupDirectory;
import io.muster.registry.group.GroupDraft;
import io.muster.registry.group.GroupId;
import io.muster.registry.group.Groups;
import io.muster.registry.search.DeviceCatalog;
import io.muster.registry.search.DeviceQuery;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Groups and who is in them. */
@Path("/device-groups")
class GroupResource {

    /**
     * The group that is to be made.
     *
     * @param devices its first members, by {@code id} or {@code deviceId}
     */
    record NewGroup(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<@Nullable String> tags,
            @Nullable List<@Nullable String> devices) {

        GroupDraft draft() {
            return new GroupDraft(
                    Objects.requireNonNullElse(name, ""),
                    description,
                    texts("tags", Objects.requireNonNullElse(tags, List.of())),
                    texts("devices", Objects.requireNonNullElse(devices, List.of())));
        }
    }

    /** Devices that are to come into a group, by {@code id} or {@code deviceId}. */
    record NewMembers(@Nullable List<@Nullable String> devices) {

        List<String> references() {
            if (devices == null || devices.isEmpty()) {
                throw new InvalidRequest("devices", "is required");
            }
            return texts("devices", devices);
        }
    }

    private final GroupDirectory directory;
    private final Groups groups;
    private final DeviceCatalog catalog;
    private final Caller caller;

    GroupResource(GroupDirectory directory, Groups groups, DeviceCatalog catalog, Caller caller) {
        this.directory = directory;
        this.groups = groups;
        this.catalog = catalog;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "Made, with its place in Location")
    public Uni<RestResponse<Answer<GroupView>>> create(@Nullable NewGroup group) {
        return directory
                .create(caller.workspace(), InvalidRequest.requireBody(group).draft())
                .map(made -> ResponseBuilder.create(RestResponse.Status.CREATED, Answer.of(GroupView.of(made)))
                        .location(URI.create("/device-groups/" + made.group().id()))
                        .build());
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer.Listing<GroupView>> list(
            @QueryParam("page") @Nullable String page, @QueryParam("limit") @Nullable String limit) {
        return groups.page(caller.workspace(), Parameters.page(page, limit))
                .map(found -> Answer.of(found.map(GroupView::of)));
    }

    @GET
    @Path("/{group}")
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer<GroupView>> get(@PathParam("group") String group) {
        return groups.require(caller.workspace(), new GroupId(group)).map(found -> Answer.of(GroupView.of(found)));
    }

    @DELETE
    @Path("/{group}")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> delete(@PathParam("group") String group) {
        return directory.delete(caller.workspace(), new GroupId(group));
    }

    @POST
    @Path("/{group}/devices")
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer<GroupView>> addDevices(@PathParam("group") String group, @Nullable NewMembers members) {
        return directory
                .addDevices(
                        caller.workspace(),
                        new GroupId(group),
                        InvalidRequest.requireBody(members).references())
                .map(admitted -> Answer.of(GroupView.of(admitted)));
    }

    @GET
    @Path("/{group}/devices")
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer.Listing<DeviceView>> devices(
            @PathParam("group") String group,
            @QueryParam("page") @Nullable String page,
            @QueryParam("limit") @Nullable String limit) {
        GroupId id = new GroupId(group);
        PageRequest wanted = Parameters.page(page, limit);
        return groups.require(caller.workspace(), id)
                .chain(found -> catalog.page(DeviceQuery.membersOf(caller.workspace(), id, wanted)))
                .map(members -> Answer.of(members.map(DeviceView::of)));
    }

    @DELETE
    @Path("/{group}/devices/{id}")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> removeDevice(@PathParam("group") String group, @PathParam("id") String id) {
        return directory.removeDevice(caller.workspace(), new GroupId(group), id);
    }

    private static List<String> texts(String field, List<@Nullable String> values) {
        new FieldChecks()
                .require(values.stream().allMatch(Objects::nonNull), field, "must be texts")
                .orRefuse();
        return values.stream().map(String::valueOf).toList();
    }
}
