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

import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.CredentialId;
import io.muster.provisioning.credential.CredentialOffice;
import io.muster.provisioning.credential.CredentialRequest;
import io.muster.provisioning.credential.CredentialStory;
import io.muster.provisioning.credential.IssuedCredential;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/devices/{device}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Idempotent
class CredentialResource {

    record ProvisionRequest(
            @Nullable String authType,
            @Nullable Integer expiryDays,
            @Nullable PermissionsRequest permissions,
            @Nullable String csr,
            @Nullable Integer overlapSeconds) {

        CredentialRequest toRequest() {
            return new CredentialRequest(
                    authType,
                    expiryDays,
                    permissions == null ? null : permissions.telemetryTopics(),
                    permissions == null ? null : permissions.commandTopics(),
                    csr,
                    overlapSeconds);
        }
    }

    record PermissionsRequest(
            @Nullable List<@Nullable String> telemetryTopics, @Nullable List<@Nullable String> commandTopics) {}

    record RotateRequest(@Nullable String csr, @Nullable Integer overlapSeconds) {}

    record ReceiptView(int sessionsClosed, long elapsedMillis) {}

    /** A credential as a list shows it: nothing in it helps to pass for the device. */
    record CredentialView(
            String id,
            Kind type,
            Instant notBefore,
            @Nullable Instant expiresAt,
            Topics topics,
            String createdBy,
            Instant createdAt,
            @Nullable Instant lastUsed,
            @Nullable Instant revokedAt) {

        static CredentialView of(CredentialStory story) {
            Credential credential = story.credential();
            return new CredentialView(
                    credential.id().text(),
                    credential.kind(),
                    credential.validity().notBefore(),
                    credential.validity().expiresAt(),
                    credential.topics(),
                    credential.createdBy(),
                    credential.createdAt(),
                    story.lastUsed(),
                    story.revokedAt());
        }
    }

    private final CredentialOffice office;
    private final KnownDevices devices;
    private final Caller caller;

    CredentialResource(CredentialOffice office, KnownDevices devices, Caller caller) {
        this.office = office;
        this.devices = devices;
        this.caller = caller;
    }

    @POST
    @Path("/provision")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<IssuedView>>> provision(
            @PathParam("device") String reference, @Nullable ProvisionRequest request) {
        ProvisionRequest wanted = InvalidRequest.requireBody(request);
        return device(reference).chain(device -> office.provision(device, wanted.toRequest(), caller.name())
                .map(issued -> created(device, issued)));
    }

    @POST
    @Path("/credentials/{credential}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Answer<IssuedView>>> rotate(
            @PathParam("device") String reference,
            @PathParam("credential") String credential,
            @Nullable RotateRequest request) {
        RotateRequest wanted = request == null ? new RotateRequest(null, null) : request;
        return device(reference).chain(device -> office.rotate(
                        device, new CredentialId(credential), wanted.csr(), wanted.overlapSeconds(), caller.name())
                .map(issued -> created(device, issued)));
    }

    @GET
    @Path("/credentials")
    public Uni<Answer.Listing<CredentialView>> list(
            @PathParam("device") String reference,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("limit") @DefaultValue("25") int limit) {
        PageRequest wanted = new PageRequest(page, limit);
        return device(reference)
                .chain(office::list)
                .map(all -> new Page<>(
                        all.stream().skip(wanted.offset()).limit(limit).toList(), all.size(), wanted))
                .map(found -> Answer.of(found.map(CredentialView::of)));
    }

    @GET
    @Path("/credentials/{credential}")
    public Uni<Answer<CredentialView>> find(
            @PathParam("device") String reference, @PathParam("credential") String credential) {
        return device(reference)
                .chain(device -> office.find(device, new CredentialId(credential)))
                .map(found -> Answer.of(CredentialView.of(found)));
    }

    /** 202 if a broker has not said yet that it goes by it; it will as soon as it can. */
    @DELETE
    @Path("/credentials/{credential}")
    @APIResponse(responseCode = "200", description = "Every broker goes by it.")
    @APIResponse(responseCode = "202", description = "A broker has not said yet that it goes by it.")
    public Uni<RestResponse<Answer<ReceiptView>>> revoke(
            @PathParam("device") String reference, @PathParam("credential") String credential) {
        return device(reference)
                .chain(device -> office.revoke(device, new CredentialId(credential)))
                .map(receipt -> RestResponse.status(
                        receipt.confirmed() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED,
                        Answer.of(new ReceiptView(
                                receipt.sessionsClosed(), receipt.elapsed().toMillis()))));
    }

    private static RestResponse<Answer<IssuedView>> created(KnownDevice device, IssuedCredential issued) {
        return ResponseBuilder.create(RestResponse.Status.CREATED, Answer.of(IssuedView.of(device.id(), issued)))
                .location(URI.create("/devices/" + device.id() + "/credentials/"
                        + issued.credential().id().text()))
                // The answer holds a secret; no proxy may keep it.
                .header("Cache-Control", "no-store")
                .build();
    }

    private Uni<KnownDevice> device(String reference) {
        return devices.require(caller.workspace(), reference);
    }
}
