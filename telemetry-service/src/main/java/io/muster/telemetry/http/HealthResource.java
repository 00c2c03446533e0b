package io.muster.telemetry.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.telemetry.health.Diagnosis;
import io.muster.telemetry.health.HealthLimits;
import io.muster.telemetry.health.Healths;
import io.muster.telemetry.health.LastWords;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/devices/{id}/health")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Tag(name = "Device monitoring")
class HealthResource {

    private final KnownDevices devices;
    private final Healths healths;
    private final HealthLimits limits;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    HealthResource(KnownDevices devices, Healths healths, HealthLimits limits, Caller caller) {
        this.devices = devices;
        this.healths = healths;
        this.limits = limits;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "How a device is, and why",
            description =
                    "Values are the last that the device said of each on its status topics; null if it never did.")
    public Uni<Answer<HealthView>> health(@PathParam("id") String id) {
        return devices.requireKept(caller.workspace(), id)
                .chain(healths::of)
                .map(words -> Answer.of(HealthView.of(words, Diagnosis.of(words, clock.instant(), limits))));
    }

    @Schema(name = "Health")
    record HealthView(
            @Schema(
                            description =
                                    "unknown: it never said anything. offline: it said so, or nothing came for longer"
                                            + " than muster.health.offline-after. critical: it said error, or a value is at or"
                                            + " beyond its critical threshold. warning: at or beyond its warning threshold."
                                            + " The worst holds.",
                            enumeration = {"healthy", "warning", "critical", "offline", "unknown"})
                    String status,
            @Schema(description = "Why it is not healthy, for people") List<String> reasons,
            @Schema(description = "Seconds since it started") @Nullable Number uptime,
            @Schema(description = "Percent") @Nullable Number batteryLevel,
            @Schema(description = "Percent, or dBm if negative") @Nullable Number signalStrength,
            @Schema(description = "When it last said something of its health") @Nullable Instant lastHeartbeat,
            DiagnosticsView diagnostics) {

        static HealthView of(LastWords words, Diagnosis diagnosis) {
            return new HealthView(
                    diagnosis.state().code(),
                    diagnosis.reasons(),
                    words.number("uptime"),
                    words.number("batteryLevel"),
                    words.number("signalStrength"),
                    words.heartbeat(),
                    new DiagnosticsView(
                            words.diagnostic("memoryUsage"),
                            words.diagnostic("cpuUsage"),
                            words.diagnostic("storage"),
                            words.diagnostic("temperature")));
        }
    }

    @Schema(name = "Diagnostics")
    record DiagnosticsView(
            @Schema(description = "Percent") @Nullable Number memoryUsage,
            @Schema(description = "Percent") @Nullable Number cpuUsage,
            @Schema(description = "Percent") @Nullable Number storage,
            @Schema(description = "Degrees Celsius") @Nullable Number temperature) {}
}
