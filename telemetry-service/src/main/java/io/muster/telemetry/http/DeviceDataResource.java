package io.muster.telemetry.http;

import java.io.InputStream;
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
import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.configuration.PendingConfigurations;
import io.muster.telemetry.ingest.IncomingMessage;
import io.muster.telemetry.ingest.NothingAccepted;
import io.muster.telemetry.ingest.Reception;
import io.quarkus.security.ForbiddenException;
import io.smallrye.common.annotation.Blocking;
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
                    + " data is an object of values or an array of such, each with a timestamp of its own if it likes;"
                    + " checksum, or sha256, is the SHA-256 of the bytes of data, in hex. All but data may be missing; a"
                    + " caller who is not the device itself names it, and a device names no other. Bodies may be"
                    + " compressed with gzip.";

    private final KnownDevices devices;
    private final BodyIntake bodies;
    private final PortionStore store;
    private final DialectSettings settings;
    private final PendingConfigurations configurations;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    DeviceDataResource(
            KnownDevices devices,
            BodyIntake bodies,
            PortionStore store,
            DialectSettings settings,
            PendingConfigurations configurations,
            Caller caller) {
        this.devices = devices;
        this.bodies = bodies;
        this.store = store;
        this.settings = settings;
        this.configurations = configurations;
        this.caller = caller;
    }

    @POST
    @Path("data/stream")
    @WholeBody
    @Blocking
    @Operation(summary = "A measurement", description = ENVELOPE)
    public Response stream(@Schema(implementation = Object.class) InputStream body) throws InterruptedException {
        return data(body);
    }

    @POST
    @Path("data/batch")
    @WholeBody
    @Blocking
    @Operation(summary = "Measurements that were kept for a while", description = ENVELOPE)
    public Response batch(@Schema(implementation = Object.class) InputStream body) throws InterruptedException {
        return data(body);
    }

    @POST
    @Path("device/status")
    @WholeBody
    @Blocking
    @Operation(
            summary = "How the device is",
            description = "As on the MQTT topic status, with device_id and sequence_number beside it.")
    public Response status(@Schema(implementation = Object.class) InputStream body) throws InterruptedException {
        return receive(
                body,
                (device, payload) ->
                        IncomingMessage.ofStatus(device.workspace(), device.id(), payload, clock.instant()),
                (device, envelope, reception) -> new StatusTaken(
                        "acknowledged",
                        clock.instant(),
                        envelope.sequenceNumber(),
                        settings.statusInterval().toSeconds(),
                        configurations.isPending(device).await().indefinitely()));
    }

    private Response data(InputStream body) throws InterruptedException {
        Instant now = clock.instant();
        return receive(
                body,
                (device, payload) ->
                        IncomingMessage.ofChannel(device.workspace(), device.id(), DATA_CHANNEL, payload, now),
                (device, envelope, reception) -> new DataTaken(
                        "acknowledged",
                        clock.instant(),
                        envelope.sequenceNumber(),
                        reception.accepted(),
                        reception.rejected()));
    }

    /** What a device is told of what came of its messages. */
    private interface Answer {
        Object of(KnownDevice device, Envelope envelope, Reception reception);
    }

    private Response receive(InputStream body, BiFunction<KnownDevice, byte[], IncomingMessage> form, Answer answer)
            throws InterruptedException {
        Object said = bodies.whole(body, bytes -> {
            Envelope envelope = Envelope.read(bytes);
            envelope.verify();
            envelope.sequenceNumber();
            KnownDevice device = sender(envelope);
            return answer.of(device, envelope, receive(device, envelope, form));
        });
        return Response.ok(said, MediaType.APPLICATION_JSON).build();
    }

    private KnownDevice sender(Envelope envelope) {
        @Nullable String self = caller.device();
        @Nullable String named = envelope.device() == null ? self : envelope.device();
        if (named == null) {
            throw new InvalidRequest("device_id", "is required");
        }
        return devices.require(caller.workspace(), named)
                // A device is not told which others there are.
                .onFailure(failure -> self != null && failure instanceof DeviceUnknown)
                .transform(unknown -> new ForbiddenException())
                .invoke(device -> caller.requireSelfOrOperator(device.id()))
                .await()
                .indefinitely();
    }

    private Reception receive(
            KnownDevice device, Envelope envelope, BiFunction<KnownDevice, byte[], IncomingMessage> form)
            throws InterruptedException {
        bodies.require(envelope.messages(), "data", item -> {});
        return NothingAccepted.unlessAccepted(bodies.inPortions(envelope.messages(), portion -> {
            List<IncomingMessage> messages =
                    portion.stream().map(payload -> form.apply(device, payload)).toList();
            PublishRights.require(caller, messages);
            return store.store(device.id(), messages);
        }));
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
