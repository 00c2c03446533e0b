package io.muster.provisioning.http;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.user.NewUser;
import io.muster.provisioning.user.User;
import io.muster.provisioning.user.UserDirectory;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The users of the caller's workspace, who come with a password on the Cumulocity-style endpoints. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Idempotent
class UserResource {

    record UserRequest(@Nullable String username, @Nullable String password, @Nullable List<@Nullable String> roles) {

        NewUser toNewUser() {
            return new NewUser(username, password, roles);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "UserRequest[username=" + username + ", roles=" + roles + "]";
        }
    }

    /** A user as everybody may see it: without anything of its password. */
    record UserView(String username, List<String> roles, Instant createdAt) {

        static UserView of(User user) {
            return new UserView(
                    user.name(), user.roles().stream().map(Enum::name).sorted().toList(), user.createdAt());
        }
    }

    private final UserDirectory directory;
    private final Caller caller;

    UserResource(UserDirectory directory, Caller caller) {
        this.directory = directory;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<UserView>>> add(@Nullable UserRequest request) {
        return directory
                .add(caller.workspace(), InvalidRequest.requireBody(request).toNewUser())
                .map(user -> ResponseBuilder.create(RestResponse.Status.CREATED, Answer.of(UserView.of(user)))
                        .location(URI.create("/users/" + user.name()))
                        .build());
    }

    @GET
    public Uni<Answer.Listing<UserView>> list(
            @QueryParam("page") @DefaultValue("1") int page, @QueryParam("limit") @DefaultValue("25") int limit) {
        return directory
                .list(caller.workspace(), new PageRequest(page, limit))
                .map(found -> Answer.of(found.map(UserView::of)));
    }

    @GET
    @Path("/{username}")
    public Uni<Answer<UserView>> find(@PathParam("username") String username) {
        return directory.find(caller.workspace(), username).map(user -> Answer.of(UserView.of(user)));
    }

    @DELETE
    @Path("/{username}")
    public Uni<Void> remove(@PathParam("username") String username) {
        return directory.remove(caller.workspace(), username);
    }
}
