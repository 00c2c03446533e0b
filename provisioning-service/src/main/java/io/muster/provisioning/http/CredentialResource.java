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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
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
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/devices/{device}")
@RolesAllowed(Role.ADMIN)
class CredentialResource {

    record ProvisionRequest(
            @Nullable String authType, @Nullable Integer expiryDays, @Nullable PermissionsRequest permissions) {

        CredentialRequest toRequest() {
            return permissions == null
                    ? new CredentialRequest(authType, expiryDays, null, null)
                    : new CredentialRequest(
                            authType, expiryDays, permissions.telemetryTopics(), permissions.commandTopics());
        }
    }

    record PermissionsRequest(
            @Nullable List<@Nullable String> telemetryTopics, @Nullable List<@Nullable String> commandTopics) {}

    /** A credential as a list shows it: nothing in it helps to pass for the device. */
    record CredentialView(
            String id,
            Kind kind,
            Instant notBefore,
            @Nullable Instant expiresAt,
            Topics topics,
            String createdBy,
            Instant createdAt) {

        static CredentialView of(Credential credential) {
            return new CredentialView(
                    credential.id().text(),
                    credential.kind(),
                    credential.notBefore(),
                    credential.expiresAt(),
                    credential.topics(),
                    credential.createdBy(),
                    credential.createdAt());
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
        if (request == null) {
            throw new InvalidRequest("authType", "is required");
        }
        return device(reference).chain(device -> office.provision(device, request.toRequest(), caller.name())
                .map(issued -> ResponseBuilder.create(
                                RestResponse.Status.CREATED, Answer.of(IssuedView.of(device.id(), issued)))
                        .location(URI.create("/devices/" + device.id() + "/credentials/"
                                + issued.credential().id().text()))
                        // The answer holds a secret; no proxy may keep it.
                        .header("Cache-Control", "no-store")
                        .build()));
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

    @DELETE
    @Path("/credentials/{credential}")
    public Uni<Void> revoke(@PathParam("device") String reference, @PathParam("credential") String credential) {
        return device(reference).chain(device -> office.revoke(device, new CredentialId(credential)));
    }

    private Uni<KnownDevice> device(String reference) {
        return devices.require(caller.workspace(), reference);
    }
}
