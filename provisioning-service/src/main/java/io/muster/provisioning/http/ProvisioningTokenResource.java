package io.muster.provisioning.http;

import java.time.Instant;

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
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.muster.provisioning.provisioningtoken.ProvisioningToken;
import io.muster.provisioning.provisioningtoken.ProvisioningToken.Scope;
import io.muster.provisioning.provisioningtoken.TokenDesk;
import io.muster.provisioning.provisioningtoken.TokenDesk.Made;
import io.muster.provisioning.provisioningtoken.TokenRequest;
import io.muster.provisioning.provisioningtoken.TokenState.Claimed;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The one-time tokens with which devices come in at {@code /api/v1/device/register}. */
@Path("/provisioning-tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Idempotent
class ProvisioningTokenResource {

    /** @param expiresIn seconds */
    record MakeRequest(
            @Nullable Integer count,
            @Nullable Long expiresIn,
            @Nullable String deviceId,
            @Nullable String type,
            @Nullable String group) {

        TokenRequest toRequest() {
            return new TokenRequest(count, expiresIn, new Scope(deviceId, type, group));
        }
    }

    /**
     * A token as lists show it.
     *
     * @param token what a device shows; in the answer that makes it and never again
     * @param claimedBy what the device calls itself that waits or has come in with it
     */
    record TokenView(
            String id,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token,
            String state,
            @Nullable String claimedBy,
            @Nullable String deviceId,
            @Nullable String type,
            @Nullable String group,
            Instant expiresAt,
            String createdBy,
            Instant createdAt) {

        static TokenView of(Made made) {
            return of(made.token(), made.shown());
        }

        static TokenView of(ProvisioningToken token) {
            return of(token, null);
        }

        private static TokenView of(ProvisioningToken token, @Nullable String shown) {
            return new TokenView(
                    token.id(),
                    shown,
                    token.state().word(),
                    token.state() instanceof Claimed claimed ? claimed.deviceId() : null,
                    token.scope().deviceId(),
                    token.scope().type(),
                    token.scope().group(),
                    token.expiresAt(),
                    token.createdBy(),
                    token.createdAt());
        }

        /** Without what is shown. */
        @Override
        public String toString() {
            return "TokenView[id=" + id + "]";
        }
    }

    private final TokenDesk desk;
    private final Caller caller;

    ProvisioningTokenResource(TokenDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> make(@Nullable MakeRequest body) {
        MakeRequest request = body == null ? new MakeRequest(null, null, null, null, null) : body;
        return desk.make(caller.workspace(), request.toRequest(), caller.name()).map(made -> Response.status(201)
                .entity(Answer.of(made.stream().map(TokenView::of).toList()))
                .header("Cache-Control", "no-store")
                .build());
    }

    @GET
    public Uni<Answer.Listing<TokenView>> list(
            @QueryParam("page") @DefaultValue("1") int page, @QueryParam("limit") @DefaultValue("25") int limit) {
        return desk.page(caller.workspace(), new PageRequest(page, limit))
                .map(found -> Answer.of(found.map(TokenView::of)));
    }

    @GET
    @Path("/{token}")
    public Uni<Answer<TokenView>> find(@PathParam("token") String token) {
        return desk.find(caller.workspace(), token).map(found -> Answer.of(TokenView.of(found)));
    }

    @DELETE
    @Path("/{token}")
    public Uni<Void> revoke(@PathParam("token") String token) {
        return desk.revoke(caller.workspace(), token);
    }

    /** Lets the device in that waits with it. */
    @POST
    @Path("/{token}/approve")
    public Uni<Answer<TokenView>> approve(@PathParam("token") String token) {
        return desk.approve(caller.workspace(), token).map(found -> Answer.of(TokenView.of(found)));
    }

    /** Keeps the device out that waits with it. */
    @POST
    @Path("/{token}/reject")
    public Uni<Answer<TokenView>> reject(@PathParam("token") String token) {
        return desk.reject(caller.workspace(), token).map(found -> Answer.of(TokenView.of(found)));
    }
}
