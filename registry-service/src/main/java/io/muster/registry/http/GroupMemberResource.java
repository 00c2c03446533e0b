package io.muster.registry.http;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.group.GroupId;
import io.muster.registry.group.GroupMembers;
import io.muster.registry.group.Groups;
import io.muster.registry.search.DeviceCatalog;
import io.muster.registry.search.DeviceFilter;
import io.muster.registry.search.DeviceQuery;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Who is in a group. */
@Path("/device-groups/{group}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class GroupMemberResource {

    /** Devices that are to come into a group or to leave it, by {@code id} or {@code deviceId}. */
    record NamedDevices(@Nullable List<@Nullable String> devices) {

        List<String> references() {
            if (devices == null || devices.isEmpty()) {
                throw new InvalidRequest("devices", "is required");
            }
            return Parameters.texts("devices", devices);
        }
    }

    private final GroupMembers members;
    private final Groups groups;
    private final DeviceCatalog catalog;
    private final Caller caller;

    GroupMemberResource(GroupMembers members, Groups groups, DeviceCatalog catalog, Caller caller) {
        this.members = members;
        this.groups = groups;
        this.catalog = catalog;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer<GroupView>> add(@PathParam("group") String group, @Nullable NamedDevices devices) {
        return members.add(
                        caller.workspace(),
                        new GroupId(group),
                        InvalidRequest.requireBody(devices).references())
                .map(results -> Answer.of(GroupView.of(results)));
    }

    @DELETE
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer<GroupView>> remove(@PathParam("group") String group, @Nullable NamedDevices devices) {
        return members.remove(
                        caller.workspace(),
                        new GroupId(group),
                        InvalidRequest.requireBody(devices).references())
                .map(results -> Answer.of(GroupView.of(results)));
    }

    /**
     * The members, the oldest device first.
     *
     * @param nested whether those of the groups inside of it are listed, too
     * @param cursor where an earlier page said that the list goes on; instead of a page
     */
    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer.Listing<DeviceView>> list(
            @PathParam("group") String group,
            @QueryParam("nested") @Nullable String nested,
            @QueryParam("page") @Nullable String page,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        GroupId id = new GroupId(group);
        DeviceQuery query = DeviceListPart.of(
                        null, Parameters.numberIfGiven("page", page), Parameters.numberIfGiven("limit", limit), cursor)
                .of(caller.workspace(), DeviceFilter.membersOf(id, Parameters.flag("nested", nested)));
        return groups.require(caller.workspace(), id)
                .chain(found -> catalog.page(query))
                .map(found -> Answer.of(found.map(DeviceView::of)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> removeOne(@PathParam("group") String group, @PathParam("id") String id) {
        return members.removeOne(caller.workspace(), new GroupId(group), id);
    }
}
