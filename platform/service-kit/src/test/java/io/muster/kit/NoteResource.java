package io.muster.kit;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;

@Path("/notes")
@Idempotent
class NoteResource {

    record NewNote(String device, String text, Map<String, Object> more) {}

    private final Notes notes;
    private final KnownDevices devices;
    private final Caller caller;

    NoteResource(Notes notes, KnownDevices devices, Caller caller) {
        this.notes = notes;
        this.devices = devices;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer<String>> write(NewNote note) {
        InvalidRequest.requireBody(note);
        new FieldChecks()
                .require(note.text() != null, "text", "is required")
                .require(note.device() != null, "device", "is required")
                .orRefuse();
        return notes.write(caller.workspace(), note.device(), note.text()).replaceWith(Answer.of(caller.name()));
    }

    @POST
    @Path("/{device}/rewrite")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> rewrite(@PathParam("device") String device) {
        return notes.rewrite(caller.workspace(), device);
    }

    @POST
    @Path("/{device}/fail")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> writeAndFail(@PathParam("device") String device) {
        return notes.writeAndFail(caller.workspace(), device);
    }

    @POST
    @Path("/{device}/leave")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> leave(@PathParam("device") String device) {
        return notes.leave(caller.workspace(), device);
    }

    @GET
    @Path("/{device}/count")
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer<Long>> count(@PathParam("device") String device) {
        return notes.count(device).map(Answer::of);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    public Answer.Listing<String> list(@QueryParam("page") int page, @QueryParam("limit") int limit) {
        return Answer.of(new Page<>(List.of("a"), 41, new PageRequest(page, limit)));
    }

    @GET
    @Path("/device/{reference}")
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer<KnownDevice>> device(@PathParam("reference") String reference) {
        return devices.require(caller.workspace(), reference).map(Answer::of);
    }

    @GET
    @Path("/broken")
    @RolesAllowed(Role.VIEWER)
    public Uni<String> broken() {
        return Uni.createFrom().failure(new IllegalStateException("select secret from users"));
    }

    @GET
    @Path("/cut")
    @RolesAllowed(Role.VIEWER)
    public Uni<Void> cut() {
        return notes.loseConnection();
    }

    @DELETE
    public Uni<Void> nobodySaidWhoMay() {
        return Uni.createFrom().voidItem();
    }
}
