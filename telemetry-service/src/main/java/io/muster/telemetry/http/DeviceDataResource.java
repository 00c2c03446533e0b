package io.muster.telemetry.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.configuration.PendingConfigurations;
import io.muster.telemetry.ingest.IncomingMessage;
import io.muster.telemetry.ingest.Ingest;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.NothingAccepted;
import io.muster.telemetry.ingest.Reception;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The endpoints that the ESP32 firmware knows; a thin face of the same pipeline. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OPERATOR, Role.DEVICE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ESP32 dialect")
class DeviceDataResource {

    private static final String DATA_CHANNEL = "data";
    private static final String ENVELOPE =
            "{\"device_id\", \"sequence_number\", \"timestamp\", \"checksum\", \"data\"}:"
                    + " data is an object of values or an array of such, each with a timestamp of its own if it likes; checksum"
                    + " is the SHA-256 of the bytes of data, in hex. All but data may be missing; a caller who is not the device"
                    + " itself names it. Bodies may be compressed with gzip.";

    private final KnownDevices devices;
    private final Ingest ingest;
    private final IngestLimits limits;
    private final DialectSettings settings;
    private final PendingConfigurations configurations;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    DeviceDataResource(
            KnownDevices devices,
            Ingest ingest,
            IngestLimits limits,
            DialectSettings settings,
            PendingConfigurations configurations,
            Caller caller) {
        this.devices = devices;
        this.ingest = ingest;
        this.limits = limits;
        this.settings = settings;
        this.configurations = configurations;
        this.caller = caller;
    }

    @POST
    @Path("data/stream")
    @Operation(summary = "A measurement", description = ENVELOPE)
    public Uni<Response> stream(@Schema(implementation = Object.class) byte @Nullable [] body) {
        return data(body);
    }

    @POST
    @Path("data/batch")
    @Operation(summary = "Measurements that were kept for a while", description = ENVELOPE)
    public Uni<Response> batch(@Schema(implementation = Object.class) byte @Nullable [] body) {
        return data(body);
    }

    @POST
    @Path("device/status")
    @Operation(
            summary = "How the device is",
            description = "As on the MQTT topic status, with device_id and sequence_number beside it.")
    public Uni<Response> status(@Schema(implementation = Object.class) byte @Nullable [] body) {
        return receive(
                body,
                (device, payload) ->
                        IncomingMessage.ofStatus(device.workspace(), device.id(), payload, clock.instant()),
                (device, envelope, reception) -> configurations
                        .isPending(device)
                        .map(pending -> new StatusTaken(
                                "acknowledged",
                                clock.instant(),
                                envelope.sequenceNumber(),
                                settings.statusInterval().toSeconds(),
                                pending)));
    }

    private Uni<Response> data(byte @Nullable [] body) {
        Instant now = clock.instant();
        return receive(
                body,
                (device, payload) ->
                        IncomingMessage.ofChannel(device.workspace(), device.id(), DATA_CHANNEL, payload, now),
                (device, envelope, reception) -> Uni.createFrom()
                        .item(new DataTaken(
                                "acknowledged",
                                clock.instant(),
                                envelope.sequenceNumber(),
                                reception.accepted(),
                                reception.rejected())));
    }

    /** What a device is told of what came of its messages. */
    private interface Answer {
        Uni<?> of(KnownDevice device, Envelope envelope, Reception reception);
    }

    private Uni<Response> receive(
            byte @Nullable [] body, BiFunction<KnownDevice, byte[], IncomingMessage> form, Answer answer) {
        return Uni.createFrom()
                .deferred(() -> {
                    Envelope envelope = Envelope.read(body);
                    envelope.verify();
                    envelope.sequenceNumber();
                    return sender(envelope).chain(device -> receive(device, envelope, form)
                            .chain(reception -> answer.of(device, envelope, reception)));
                })
                .map(said -> Response.ok(said, MediaType.APPLICATION_JSON).build());
    }

    private Uni<KnownDevice> sender(Envelope envelope) {
        @Nullable String named = caller.device() == null ? envelope.device() : caller.device();
        if (named == null) {
            throw new InvalidRequest("device_id", "is required");
        }
        return devices.require(caller.workspace(), named).invoke(device -> caller.requireSelfOrOperator(device.id()));
    }

    private Uni<Reception> receive(
            KnownDevice device, Envelope envelope, BiFunction<KnownDevice, byte[], IncomingMessage> form) {
        List<byte[]> payloads = envelope.messages();
        if (payloads.isEmpty() || payloads.size() > limits.maxItems()) {
            throw new InvalidRequest("data", "must hold 1 to " + limits.maxItems() + " items");
        }
        List<IncomingMessage> messages =
                payloads.stream().map(payload -> form.apply(device, payload)).toList();
        PublishRights.require(caller, messages);
        return ingest.receive(messages).map(NothingAccepted::unlessAccepted);
    }

    @JsonPropertyOrder({"status", "server_timestamp", "sequence_ack", "next_status_interval", "configuration_pending"})
    record StatusTaken(
            String status,
            Instant server_timestamp,
            @Nullable Long sequence_ack,
            long next_status_interval,
            boolean configuration_pending) {}

    @JsonPropertyOrder({"status", "server_timestamp", "sequence_ack", "records_accepted", "records_rejected"})
    record DataTaken(
            String status,
            Instant server_timestamp,
            @Nullable Long sequence_ack,
            int records_accepted,
            int records_rejected) {}
}
