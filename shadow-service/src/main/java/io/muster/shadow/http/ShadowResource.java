package io.muster.shadow.http;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.change.ExpectedVersion;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/devices/{id}/shadow")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow")
public class ShadowResource {

    /**
     * A change of a shadow.
     *
     * @param desired an RFC 7396 merge patch
     * @param reported not for people; named so that they learn why
     * @param version the version that this is based on; may be left out
     */
    public record ShadowPatch(
            @Nullable Map<String, @Nullable Object> desired,
            @Nullable Map<String, @Nullable Object> reported,
            @Nullable Long version) {}

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final Caller caller;

    ShadowResource(KnownDevices devices, DeviceShadows shadows, Caller caller) {
        this.devices = devices;
        this.shadows = shadows;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "What the device is, what it should be, and the difference")
    public Uni<RestResponse<Answer<ShadowDocument>>> read(@RestPath String id) {
        return devices.requireKept(caller.workspace(), id)
                .chain(device -> shadows.read(device.workspace(), device.id()))
                .map(ShadowResource::answer);
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Change what the device should be, by a merge patch")
    public Uni<RestResponse<Answer<ShadowDocument>>> desire(
            @RestPath String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ShadowPatch patch) {
        Map<String, @Nullable Object> desired = desired(InvalidRequest.requireBody(patch));
        ExpectedVersion expected = new ExpectedVersion(VersionTag.expected(ifMatch), patch.version());
        return devices.require(caller.workspace(), id)
                .chain(device -> shadows.desire(device.workspace(), device.id(), desired, expected))
                .map(ShadowResource::answer);
    }

    private static Map<String, @Nullable Object> desired(ShadowPatch patch) {
        Map<String, @Nullable Object> desired = patch.desired();
        new FieldChecks()
                .require(desired != null, "desired", "must be an object")
                .require(patch.reported() == null, "reported", "is said by the device alone")
                .orRefuse();
        return desired == null ? Map.of() : desired;
    }

    private static RestResponse<Answer<ShadowDocument>> answer(Shadow shadow) {
        return RestResponse.ResponseBuilder.ok(Answer.of(ShadowDocument.of(shadow)))
                .tag(new EntityTag(Long.toString(shadow.version())))
                .build();
    }
}
