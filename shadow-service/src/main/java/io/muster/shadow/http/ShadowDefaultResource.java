package io.muster.shadow.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.defaults.DefaultLayer;
import io.muster.shadow.defaults.Defaults;
import io.muster.shadow.document.Layer;
import io.muster.shadow.document.Source;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What is desired of many devices where nothing else is desired of one. */
@Path("/shadow-defaults")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow defaults")
class ShadowDefaultResource {

    /** The key of the workspace's own layer in paths, where none may be missing. */
    private static final String OF_WORKSPACE = "-";

    /** @param desired all that the layer says */
    record DefaultWords(@Nullable Map<String, @Nullable Object> desired) {}

    @Schema(name = "ShadowDefault")
    record DefaultView(
            String layer, String key, Map<String, @Nullable Object> desired, String updatedBy, Instant updatedAt) {

        private static DefaultView of(DefaultLayer stored) {
            Layer layer = stored.layer();
            return new DefaultView(
                    layer.source().text(),
                    layer.key().isEmpty() ? OF_WORKSPACE : layer.key(),
                    layer.desired(),
                    stored.author(),
                    stored.updatedAt());
        }
    }

    private final Defaults defaults;
    private final Caller caller;

    ShadowDefaultResource(Defaults defaults, Caller caller) {
        this.defaults = defaults;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "All defaults of the workspace")
    public Uni<Answer<List<DefaultView>>> all() {
        return defaults.all(caller.workspace())
                .map(found -> Answer.of(found.stream().map(DefaultView::of).toList()));
    }

    @GET
    @Path("{layer}/{key}")
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "The defaults of the workspace (workspace/-), of a type (type/{type}) or a group (group/{id})")
    public Uni<Answer<DefaultView>> read(@RestPath String layer, @RestPath String key) {
        Source source = source(layer);
        return defaults.find(caller.workspace(), source, key(source, key))
                .map(found -> Answer.of(DefaultView.of(found)));
    }

    @PUT
    @Path("{layer}/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATOR)
    @Operation(
            summary = "Say what is desired by default, instead of what was",
            description =
                    "It reaches the devices concerned in portions. What is desired of a device itself is above its"
                            + " groups, these above its type, and that above the workspace.")
    public Uni<Answer<DefaultView>> write(@RestPath String layer, @RestPath String key, @Nullable DefaultWords body) {
        Source source = source(layer);
        @Nullable
        Map<String, @Nullable Object> desired = InvalidRequest.requireBody(body).desired();
        if (desired == null) {
            throw new InvalidRequest("desired", "must be an object");
        }
        return defaults.put(caller.workspace(), new Layer(source, key(source, key), desired), caller.name())
                .map(said -> Answer.of(DefaultView.of(said)));
    }

    @DELETE
    @Path("{layer}/{key}")
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Desire nothing by default any more")
    public Uni<Void> remove(@RestPath String layer, @RestPath String key) {
        Source source = source(layer);
        return defaults.remove(caller.workspace(), source, key(source, key));
    }

    private static Source source(String layer) {
        return Source.LAYERS.stream()
                .filter(source -> source.text().equals(layer))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("layer", "must be workspace, type or group"));
    }

    private static String key(Source source, String key) {
        new FieldChecks()
                .require(source != Source.WORKSPACE || key.equals(OF_WORKSPACE), "key", "must be - for the workspace")
                .orRefuse();
        return source == Source.WORKSPACE ? "" : key;
    }
}
