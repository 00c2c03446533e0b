package io.muster.shadow.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.change.LayeredShadows;
import io.muster.shadow.document.Explanation;
import io.muster.shadow.document.Layer;
import io.muster.shadow.document.Layers;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Why a device should be what it should be, and why it is not. */
@Path("/devices/{id}/shadow/explain")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow")
class ShadowExplainResource {

    /**
     * A desired value.
     *
     * @param layer workspace, type, group or device
     * @param layerKey the type, or the group's id
     * @param status converged, pending, rejected, or overruled by the key's policy
     * @param since when that came about
     * @param reason the device's, if it is rejected
     */
    @Schema(name = "ExplainedKey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyView(
            @Nullable Object value,
            String layer,
            @Nullable String layerKey,
            String status,
            Instant since,
            @Nullable String reason) {

        private static KeyView of(Explanation.Key key) {
            @Nullable Layer layer = key.layer();
            return new KeyView(
                    key.value(),
                    layer == null ? "device" : layer.source().text(),
                    layer == null || layer.key().isEmpty() ? null : layer.key(),
                    key.outcome().text(),
                    key.since(),
                    key.reason());
        }
    }

    /** @param keys by their names */
    record ExplanationView(long version, boolean converged, Map<String, KeyView> keys) {

        private static ExplanationView of(Shadow shadow, Layers layers) {
            Map<String, KeyView> keys = new LinkedHashMap<>();
            Explanation.of(shadow, layers).forEach((name, key) -> keys.put(name, KeyView.of(key)));
            return new ExplanationView(shadow.version(), !shadow.isPending(), keys);
        }
    }

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final LayeredShadows layers;
    private final Caller caller;

    ShadowExplainResource(KnownDevices devices, DeviceShadows shadows, LayeredShadows layers, Caller caller) {
        this.devices = devices;
        this.shadows = shadows;
        this.layers = layers;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary =
                    "For each desired key: which layer gave it, and whether the device has it, since when, or why not")
    public Uni<Answer<ExplanationView>> explain(@RestPath String id, @QueryParam("name") @Nullable String name) {
        return devices.requireKept(caller.workspace(), id)
                .map(device -> ShadowId.of(device.workspace(), device.id(), name))
                .chain(shadow -> shadows.read(shadow)
                        .chain(found -> layers.of(shadow).map(given -> ExplanationView.of(found, given))))
                .map(Answer::of);
    }
}
