package io.muster.shadow.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.change.Author;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.change.ExpectedVersion;
import io.muster.shadow.change.ShadowRefusal;
import io.muster.shadow.change.Wish;
import io.muster.shadow.document.Policy;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowId;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The shadow of a device, or with {@code ?name=} one of its named ones. */
@Path("/devices/{id}/shadow")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow")
public class ShadowResource {

    private static final String AS_DEVICE = "device";

    /**
     * A change of a shadow.
     *
     * @param desired an RFC 7396 merge patch
     * @param reported likewise; not for people, unless in the device's place
     * @param policy by the name of a key, {@code led} or {@code led.color}: cloud-wins, device-wins or newest; null for
     *     the usual one
     * @param version the version that this is based on; may be left out
     */
    public record ShadowPatch(
            @Nullable Map<String, @Nullable Object> desired,
            @Nullable Map<String, @Nullable Object> reported,
            @Nullable Map<String, @Nullable String> policy,
            @Nullable Long version) {}

    /**
     * What is desired instead of all that was.
     *
     * @param policy by the name of a key
     * @param version the version that this is based on; may be left out
     */
    public record ShadowReplacement(
            @Nullable Map<String, @Nullable Object> desired,
            @Nullable Map<String, @Nullable String> policy,
            @Nullable Long version) {}

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final Caller caller;
    private final SecurityIdentity identity;

    ShadowResource(KnownDevices devices, DeviceShadows shadows, Caller caller, SecurityIdentity identity) {
        this.devices = devices;
        this.shadows = shadows;
        this.caller = caller;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "What the device is, what it should be, and the difference")
    public Uni<RestResponse<Answer<ShadowDocument>>> read(
            @RestPath String id, @QueryParam("name") @Nullable String name) {
        return devices.requireKept(caller.workspace(), id)
                .chain(device -> shadows.read(ShadowId.of(device.workspace(), device.id(), name)))
                .map(ShadowResource::answer);
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Role.OPERATOR)
    @Operation(
            summary = "Change what the device should be, by a merge patch",
            description = "An admin may change what it is, with as=device.")
    public Uni<RestResponse<Answer<ShadowDocument>>> patch(
            @RestPath String id,
            @QueryParam("name") @Nullable String name,
            @QueryParam("as") @Nullable String as,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ShadowPatch body) {
        ShadowPatch patch = InvalidRequest.requireBody(body);
        ExpectedVersion expected = new ExpectedVersion(VersionTag.expected(ifMatch), patch.version());
        if (patch.reported() != null || as != null) {
            Map<String, @Nullable Object> reported = reported(patch, as);
            return change(id, name, shadow -> shadows.correct(shadow, reported, expected, author()));
        }
        Wish wish = wish(patch.desired(), patch.policy());
        return change(id, name, shadow -> shadows.desire(shadow, wish, expected, author()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Say all that the device should be, instead of what it should be until now")
    public Uni<RestResponse<Answer<ShadowDocument>>> replace(
            @RestPath String id,
            @QueryParam("name") @Nullable String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ShadowReplacement body) {
        ShadowReplacement all = InvalidRequest.requireBody(body);
        ExpectedVersion expected = new ExpectedVersion(VersionTag.expected(ifMatch), all.version());
        Wish wish = wish(all.desired(), all.policy());
        return change(id, name, shadow -> shadows.replace(shadow, wish, expected, author()));
    }

    @DELETE
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Forget what the device is and should be; the version goes on")
    public Uni<RestResponse<Answer<ShadowDocument>>> clear(
            @RestPath String id,
            @QueryParam("name") @Nullable String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        ExpectedVersion expected = new ExpectedVersion(VersionTag.expected(ifMatch), null);
        return change(id, name, shadow -> shadows.clear(shadow, expected, author()));
    }

    private Uni<RestResponse<Answer<ShadowDocument>>> change(
            String id, @Nullable String name, Function<ShadowId, Uni<Shadow>> useCase) {
        return devices.require(caller.workspace(), id)
                .chain(device -> useCase.apply(ShadowId.of(device.workspace(), device.id(), name)))
                .map(ShadowResource::answer);
    }

    private Map<String, @Nullable Object> reported(ShadowPatch patch, @Nullable String as) {
        if (patch.reported() != null && !(AS_DEVICE.equals(as) && identity.hasRole(Role.ADMIN))) {
            throw new ShadowRefusal.ReportedByDevices();
        }
        new FieldChecks()
                .require(AS_DEVICE.equals(as), "as", "must be device")
                .require(patch.reported() != null, "reported", "must be an object")
                .require(patch.desired() == null, "desired", "cannot be said as the device")
                .require(patch.policy() == null, "policy", "cannot be said as the device")
                .orRefuse();
        return Objects.requireNonNullElse(patch.reported(), Map.of());
    }

    private static Wish wish(
            @Nullable Map<String, @Nullable Object> desired, @Nullable Map<String, @Nullable String> policy) {
        FieldChecks checks = new FieldChecks().require(desired != null, "desired", "must be an object");
        Map<String, @Nullable Policy> policies = new HashMap<>();
        Objects.requireNonNullElse(policy, Map.<String, @Nullable String>of()).forEach((key, text) -> {
            @Nullable Policy known = Policy.of(text).orElse(null);
            checks.require(text == null || known != null, "policy." + key, "must be cloud-wins, device-wins or newest");
            policies.put(key, known == Policy.CLOUD_WINS ? null : known);
        });
        checks.orRefuse();
        return new Wish(Objects.requireNonNullElse(desired, Map.of()), policies);
    }

    private Author author() {
        return Author.person(caller.name());
    }

    private static RestResponse<Answer<ShadowDocument>> answer(Shadow shadow) {
        return RestResponse.ResponseBuilder.ok(Answer.of(ShadowDocument.of(shadow)))
                .tag(new EntityTag(Long.toString(shadow.version())))
                .build();
    }
}
