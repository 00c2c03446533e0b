package io.muster.shadow.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.change.Author;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.change.ExpectedVersion;
import io.muster.shadow.change.Wish;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.history.Past;
import io.muster.shadow.history.ShadowHistory;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The shadow of a device, or with {@code ?name=} one of its named ones. */
@Path("/devices/{id}/shadow")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow")
@Idempotent
class ShadowResource {

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final ShadowHistory history;
    private final Caller caller;
    private final SecurityIdentity identity;

    ShadowResource(
            KnownDevices devices,
            DeviceShadows shadows,
            ShadowHistory history,
            Caller caller,
            SecurityIdentity identity) {
        this.devices = devices;
        this.shadows = shadows;
        this.history = history;
        this.caller = caller;
        this.identity = identity;
    }

    /** @param version whose desired state is desired again */
    public record Reversion(@Nullable Long version) {}

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "What the device is, what it should be, and the difference",
            description = "With version or at, as it was then; the past has no metadata.")
    public Uni<RestResponse<Answer<ShadowDocument>>> read(
            @RestPath String id,
            @QueryParam("name") @Nullable String name,
            @QueryParam("version") @Nullable Long version,
            @Parameter(description = "An ISO 8601 time") @QueryParam("at") @Nullable String at) {
        @Nullable Instant time = at == null ? null : time(at);
        new FieldChecks()
                .require(version == null || version >= 0, "version", "must not be negative")
                .require(version == null || time == null, "at", "cannot be asked for together with version")
                .orRefuse();
        return devices.requireKept(caller.workspace(), id)
                .map(device -> ShadowId.of(device.workspace(), device.id(), name))
                .chain(shadow -> version != null
                        ? history.version(shadow, version).map(Past::shown)
                        : time != null
                                ? history.at(shadow, time).map(Past::shown)
                                : shadows.read(shadow).map(ShadowDocument::of))
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
            Map<String, @Nullable Object> reported = patch.reported(as, identity.hasRole(Role.ADMIN));
            return change(id, name, shadow -> shadows.correct(shadow, reported, expected, author()));
        }
        Wish wish = patch.wish();
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
        Wish wish = all.wish();
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

    @POST
    @Path("/revert")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Desire again what was desired in an earlier version")
    public Uni<RestResponse<Answer<ShadowDocument>>> revert(
            @RestPath String id,
            @QueryParam("name") @Nullable String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable Reversion body) {
        @Nullable Long version = InvalidRequest.requireBody(body).version();
        if (version == null || version < 0) {
            throw new InvalidRequest("version", "must be the number of a version");
        }
        ExpectedVersion expected = new ExpectedVersion(VersionTag.expected(ifMatch), null);
        return change(id, name, shadow -> shadows.revert(shadow, version, expected, author()));
    }

    private Uni<RestResponse<Answer<ShadowDocument>>> change(
            String id, @Nullable String name, Function<ShadowId, Uni<Shadow>> useCase) {
        return devices.require(caller.workspace(), id)
                .chain(device -> useCase.apply(ShadowId.of(device.workspace(), device.id(), name)))
                .map(ShadowDocument::of)
                .map(ShadowResource::answer);
    }

    private Author author() {
        return Author.person(caller.name());
    }

    private static Instant time(String at) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(at, Instant::from);
        } catch (DateTimeException wrong) {
            throw new InvalidRequest("at", "must be a time in ISO 8601");
        }
    }

    private static RestResponse<Answer<ShadowDocument>> answer(ShadowDocument document) {
        return RestResponse.ResponseBuilder.ok(Answer.of(document))
                .tag(new EntityTag(Long.toString(document.version())))
                .build();
    }
}
