package io.muster.registry.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.group.Group;
import io.muster.registry.group.GroupDirectory;
import io.muster.registry.group.GroupDraft;
import io.muster.registry.group.GroupId;
import io.muster.registry.group.GroupPatch;
import io.muster.registry.group.GroupProfile;
import io.muster.registry.group.GroupQuery;
import io.muster.registry.group.Groups;
import io.muster.registry.group.MemberResults;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Groups and how they are nested. */
@Path("/device-groups")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class GroupResource {

    private static final String TOP = "none";

    /**
     * The group that is to be made.
     *
     * @param parent the {@code id} of the group that it is to be in
     * @param path instead of name and parent: the names from the top to the group, with / between them; what is missing
     *     is made, and a group that is there is answered
     * @param query which devices are to be its members, at any time
     * @param devices its first members, by {@code id} or {@code deviceId}
     */
    record NewGroup(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<@Nullable String> tags,
            @Nullable String parent,
            @Nullable String path,
            @Nullable String query,
            @Nullable List<@Nullable String> devices) {

        GroupDraft draft() {
            new FieldChecks()
                    .require(path == null || name == null, "name", "is the last of the path")
                    .require(path == null || parent == null, "parent", "is in the path")
                    .require(path == null || query == null, "query", "cannot be given with a path")
                    .orRefuse();
            List<String> names = path == null ? List.of() : List.of(path.split("/", -1));
            String last = names.isEmpty() ? Objects.requireNonNullElse(name, "") : names.get(names.size() - 1);
            return new GroupDraft(
                    new GroupProfile(
                            last,
                            description,
                            Parameters.texts("tags", Objects.requireNonNullElse(tags, List.of())),
                            parent == null ? null : new GroupId(parent),
                            query),
                    names,
                    Parameters.texts("devices", Objects.requireNonNullElse(devices, List.of())));
        }
    }

    private final GroupDirectory directory;
    private final Groups groups;
    private final Caller caller;

    GroupResource(GroupDirectory directory, Groups groups, Caller caller) {
        this.directory = directory;
        this.groups = groups;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The last group of the path was there already")
    @APIResponse(responseCode = "201", description = "Made, with its place in Location and its ETag")
    public Uni<RestResponse<Answer<GroupView>>> create(@Nullable NewGroup group) {
        return directory
                .create(caller.workspace(), InvalidRequest.requireBody(group).draft())
                .map(GroupResource::created);
    }

    private static RestResponse<Answer<GroupView>> created(MemberResults results) {
        return ResponseBuilder.create(
                        results.made() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        Answer.of(GroupView.of(results)))
                .location(URI.create("/device-groups/" + results.group().id()))
                .tag(Long.toString(results.group().version()))
                .build();
    }

    /**
     * The groups by name.
     *
     * @param parent only those directly in this group; {@code none} for those that are in no group
     * @param q only those whose name or description contains it, in either letter case
     */
    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer.Listing<GroupView>> list(
            @QueryParam("parent") @Nullable String parent,
            @QueryParam("name") @Nullable String name,
            @QueryParam("q") @Nullable String q,
            @QueryParam("page") @Nullable String page,
            @QueryParam("limit") @Nullable String limit) {
        boolean topOnly = TOP.equals(parent);
        GroupId in = parent == null || topOnly ? null : new GroupId(parent);
        GroupQuery query = new GroupQuery(caller.workspace(), in, topOnly, name, q, Parameters.page(page, limit));
        return (in == null ? Uni.createFrom().voidItem() : groups.require(caller.workspace(), in))
                .chain(() -> groups.page(query))
                .map(found -> Answer.of(found.map(GroupView::of)));
    }

    @GET
    @Path("/{group}")
    @RolesAllowed(Role.VIEWER)
    public Uni<RestResponse<Answer<GroupView>>> get(@PathParam("group") String group) {
        return groups.require(caller.workspace(), new GroupId(group)).map(GroupResource::view);
    }

    @PATCH
    @Path("/{group}")
    @RolesAllowed(Role.OPERATOR)
    @Consumes({MediaType.APPLICATION_JSON, DeviceResource.MERGE_PATCH})
    public Uni<RestResponse<Answer<GroupView>>> update(
            @PathParam("group") String group,
            @BeanParam IfMatch ifMatch,
            @Nullable Map<String, @Nullable Object> patch) {
        return directory
                .update(
                        caller.workspace(),
                        new GroupId(group),
                        new GroupPatch(InvalidRequest.requireBody(patch)),
                        ifMatch.revisions())
                .map(GroupResource::view);
    }

    @DELETE
    @Path("/{group}")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> delete(
            @PathParam("group") String group,
            @BeanParam IfMatch ifMatch,
            @QueryParam("recursive") @Nullable String recursive) {
        return directory.delete(
                caller.workspace(), new GroupId(group), Parameters.flag("recursive", recursive), ifMatch.revisions());
    }

    private static RestResponse<Answer<GroupView>> view(Group group) {
        return ResponseBuilder.ok(Answer.of(GroupView.of(group)))
                .tag(Long.toString(group.version()))
                .build();
    }
}
