package io.muster.shadow.http;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.change.Author;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.change.Report;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The configuration of ESP32 firmware: what is desired of it is what it asks for, what it has applied is reported. */
@Path("/api/v1/device/config")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OPERATOR, Role.DEVICE})
@Tag(name = "ESP32 dialect")
class Esp32ConfigResource {

    /** @param configuration_pending whether the device has not yet reported all of it */
    @JsonPropertyOrder({"device_id", "config_version", "configuration_pending", "server_timestamp", "configuration"})
    @JsonInclude(content = JsonInclude.Include.ALWAYS)
    record Configuration(
            String device_id,
            long config_version,
            boolean configuration_pending,
            Instant server_timestamp,
            Map<String, @Nullable Object> configuration) {}

    /**
     * What a device has applied.
     *
     * @param device_id may be left out by the device itself
     * @param configuration a merge patch of what it said before
     * @param rejected why it will not apply a key, by its name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Applied(
            @Nullable String device_id,
            @Nullable Map<String, @Nullable Object> configuration,
            @Nullable Map<String, String> rejected) {}

    @JsonPropertyOrder({"status", "server_timestamp", "config_version", "configuration_pending"})
    record Taken(String status, Instant server_timestamp, long config_version, boolean configuration_pending) {}

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    Esp32ConfigResource(KnownDevices devices, DeviceShadows shadows, Caller caller) {
        this.devices = devices;
        this.shadows = shadows;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "The configuration that the device should have")
    public Uni<Configuration> own() {
        return configuration(null);
    }

    @GET
    @Path("{device_id}")
    @Operation(summary = "The same for a caller who names the device; a device names no other than itself")
    public Uni<Configuration> named(@RestPath("device_id") String device) {
        return configuration(device);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The configuration that the device has applied",
            description =
                    "What is not said stays as it was reported before; null takes a key back. 'rejected' says for each"
                            + " key that the device will not apply why.")
    public Uni<Taken> applied(@Nullable Applied body) {
        Applied applied = InvalidRequest.requireBody(body);
        if (applied.configuration() == null && applied.rejected() == null) {
            throw new InvalidRequest("configuration", "must be an object");
        }
        Report report = new Report(
                Objects.requireNonNullElse(applied.configuration(), Map.of()),
                Objects.requireNonNullElse(applied.rejected(), Map.of()),
                null,
                null);
        return device(applied.device_id(), "reported")
                .chain(device -> shadows.take(ShadowId.of(device.workspace(), device.id()), report, author(device)))
                .map(shadow -> new Taken("acknowledged", clock.instant(), shadow.desiredVersion(), shadow.isPending()));
    }

    private Uni<Configuration> configuration(@Nullable String named) {
        return device(named, "get").chain(device -> shadows.read(ShadowId.of(device.workspace(), device.id()))
                .map(shadow -> configuration(device, shadow)));
    }

    private Configuration configuration(KnownDevice device, Shadow shadow) {
        return new Configuration(
                device.deviceId(),
                shadow.desiredVersion(),
                shadow.isPending(),
                clock.instant(),
                shadow.desired().state().values());
    }

    /** The device that is named, or calls; it must be allowed to say on the topic below {@code shadow/} what it says here. */
    private Uni<KnownDevice> device(@Nullable String named, String topic) {
        @Nullable String self = caller.device();
        @Nullable String wanted = named == null ? self : named;
        if (wanted == null) {
            throw new InvalidRequest("device_id", "is required");
        }
        return devices.require(caller.workspace(), wanted)
                // A device is not told which others there are.
                .onFailure(failure -> self != null && failure instanceof DeviceUnknown)
                .transform(unknown -> new ForbiddenException())
                .invoke(device -> {
                    caller.requireSelfOrOperator(device.id());
                    caller.requireMayPublish(device.workspace() + "/devices/" + device.id() + "/shadow/" + topic);
                });
    }

    private Author author(KnownDevice device) {
        return caller.device() == null ? Author.person(caller.name()) : Author.device(device.id());
    }
}
