package io.muster.provisioning.http;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;

import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.serial.Serial;
import io.muster.provisioning.serial.SerialDirectory;
import io.muster.provisioning.serial.SerialRequest;
import io.muster.provisioning.serial.TermsRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The serials that may register at {@code /register}. */
@Path("/serials")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Idempotent
class SerialResource {

    /** One serial, or with {@code serials} many: then the other fields are the terms of those that name none. */
    record EnrolRequest(
            @Nullable String serial,
            @Nullable List<@Nullable SerialItem> serials,
            @Nullable String type,
            @Nullable String group,
            @Nullable Instant expiresAt,
            @Nullable String policy) {

        TermsRequest terms() {
            return new TermsRequest(type, group, expiresAt, policy);
        }
    }

    record SerialItem(
            @Nullable String serial,
            @Nullable String type,
            @Nullable String group,
            @Nullable Instant expiresAt,
            @Nullable String policy) {

        SerialRequest with(TermsRequest defaults) {
            return new SerialRequest(serial, new TermsRequest(type, group, expiresAt, policy).or(defaults));
        }
    }

    record SerialView(
            String serial,
            @Nullable String type,
            @Nullable String group,
            @Nullable Instant expiresAt,
            String policy,
            @Nullable String batch,
            @Nullable String deviceId,
            long registrations,
            @Nullable Instant registeredAt,
            String createdBy,
            Instant createdAt) {

        static SerialView of(Serial serial) {
            return new SerialView(
                    serial.text(),
                    serial.terms().type(),
                    serial.terms().group(),
                    serial.terms().expiresAt(),
                    serial.terms().policy().word(),
                    serial.batch(),
                    serial.device(),
                    serial.registrations(),
                    serial.registeredAt(),
                    serial.createdBy(),
                    serial.createdAt());
        }
    }

    private final SerialDirectory directory;
    private final Caller caller;

    SerialResource(SerialDirectory directory, Caller caller) {
        this.directory = directory;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> enrol(@Nullable EnrolRequest body) {
        EnrolRequest request = InvalidRequest.requireBody(body);
        if (request.serials() == null) {
            return enrolOne(new SerialRequest(request.serial(), request.terms()));
        }
        if (request.serial() != null) {
            throw new InvalidRequest("serial", "must not stand beside serials");
        }
        return enrolAll(request.serials().stream()
                .map(item -> item == null ? new SerialRequest(null, request.terms()) : item.with(request.terms()))
                .toList());
    }

    /** A header line with {@code serial} and any of {@code type, group, expiresAt, policy}, then a serial a line. */
    @POST
    @Consumes("text/csv")
    public Uni<Response> enrolCsv(byte[] csv, @Context HttpHeaders headers) {
        return enrolAll(SerialCsv.read(csv, charset(headers.getMediaType())));
    }

    /** How the sender says that its text is written; empty if it does not say. */
    private static Optional<Charset> charset(MediaType type) {
        try {
            return Optional.ofNullable(type.getParameters().get(MediaType.CHARSET_PARAMETER))
                    .map(Charset::forName);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidRequest("Content-Type", "names a charset that is not known here");
        }
    }

    private Uni<Response> enrolOne(SerialRequest request) {
        return directory.enrol(caller.workspace(), request, caller.name()).map(serial -> Response.created(
                        UriBuilder.fromPath("/serials/{serial}").build(serial.text()))
                .entity(Answer.of(SerialView.of(serial)))
                .build());
    }

    private Uni<Response> enrolAll(List<SerialRequest> requests) {
        return directory
                .enrolAll(caller.workspace(), requests, caller.name())
                .map(EnrolmentView::of)
                .map(report -> Response.ok(Answer.of(report)).build());
    }

    @GET
    public Uni<Answer.Listing<SerialView>> list(
            @QueryParam("page") @DefaultValue("1") int page, @QueryParam("limit") @DefaultValue("25") int limit) {
        return directory
                .page(caller.workspace(), new PageRequest(page, limit))
                .map(found -> Answer.of(found.map(SerialView::of)));
    }

    @GET
    @Path("/{serial}")
    public Uni<Answer<SerialView>> find(@PathParam("serial") String serial) {
        return directory.find(caller.workspace(), serial).map(found -> Answer.of(SerialView.of(found)));
    }

    @DELETE
    @Path("/{serial}")
    public Uni<Void> remove(@PathParam("serial") String serial) {
        return directory.remove(caller.workspace(), serial);
    }
}
