package io.muster.telemetry.http;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.ingest.IncomingMessage;
import io.muster.telemetry.ingest.NothingAccepted;
import io.muster.telemetry.ingest.Reception;
import io.muster.telemetry.reading.Channels;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Readings over HTTP: the same messages, the same pipeline as over MQTT, and an answer when they are committed. */
@Path("/devices/{id}/telemetry")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OPERATOR, Role.DEVICE})
@Tag(name = "Telemetry")
class IngestResource {

    private final KnownDevices devices;
    private final PortionStore store;
    private final BodyLimits limits;
    private final Caller caller;
    private final LineIntake lines;
    private final BodyIntake bodies;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    IngestResource(
            KnownDevices devices,
            PortionStore store,
            BodyLimits limits,
            Caller caller,
            LineIntake lines,
            BodyIntake bodies,
            ObjectMapper json) {
        this.devices = devices;
        this.store = store;
        this.limits = limits;
        this.caller = caller;
        this.lines = lines;
        this.bodies = bodies;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @WholeBody
    @Blocking
    @Operation(
            summary = "Readings of a device",
            description = "An object, an array of objects, with Content-Type: application/x-ndjson a line of JSON for"
                    + " each message, or text/csv: a table with a column timestamp and one for each value, also one that"
                    + " was exported here. Bodies may be compressed with gzip. Each item is a message of its own, with"
                    + " what an MQTT message may hold; what is not a reading is named in the answer, and if nothing is,"
                    + " the answer is a problem. When it comes, all is stored. Lines of JSON are stored while they come: there may"
                    + " be very many, and what is stored stays so if the body breaks off or is too large.")
    public Answer<ReceptionView> json(
            @PathParam("id") String id,
            @Parameter(description = "The channel; data if left out") @QueryParam("channel") @Nullable String channel,
            @Schema(implementation = Object.class) InputStream body)
            throws InterruptedException {
        String named = named(channel);
        KnownDevice device = sender(id);
        return answer(bodies.take(
                body,
                JsonItems::new,
                "body",
                item -> {},
                portion -> receive(device, messages(device, named, portion))));
    }

    /** On a worker thread, which reads the body as it comes and waits for each batch of lines to be stored. */
    @POST
    @Consumes("application/x-ndjson")
    @Blocking
    @Operation(hidden = true)
    public Answer<ReceptionView> lines(
            @PathParam("id") String id, @QueryParam("channel") @Nullable String channel, InputStream body)
            throws InterruptedException {
        String named = named(channel);
        KnownDevice device = sender(id);
        return answer(lines.take(
                body, PlacesPerCaller.name(caller), batch -> receive(device, messages(device, named, batch))));
    }

    @POST
    @Consumes("text/csv")
    @WholeBody
    @Blocking
    @Operation(hidden = true)
    public Answer<ReceptionView> table(
            @PathParam("id") String id, @QueryParam("channel") @Nullable String channel, InputStream body)
            throws InterruptedException {
        String usual = named(channel);
        KnownDevice device = sender(id);
        Set<String> allowed = new HashSet<>();
        return answer(bodies.take(
                body,
                table -> new CsvItems(table, json, limits.maxColumns()),
                "body",
                item -> {
                    IncomingMessage message = row(device, usual, item);
                    if (allowed.add(message.path())) {
                        PublishRights.require(caller, List.of(message));
                    }
                },
                portion -> receive(
                        device,
                        portion.stream().map(item -> row(device, usual, item)).toList())));
    }

    private IncomingMessage row(KnownDevice device, String usual, CsvItems.Item item) {
        @Nullable String channel = item.channel();
        return IncomingMessage.ofHistory(
                device.workspace(), device.id(), channel == null ? usual : channel, item.payload(), clock.instant());
    }

    private static Answer<ReceptionView> answer(Reception reception) {
        return Answer.of(ReceptionView.of(NothingAccepted.unlessAccepted(reception)));
    }

    private KnownDevice sender(String id) {
        return devices.require(caller.workspace(), id)
                .invoke(device -> caller.requireSelfOrOperator(device.id()))
                .await()
                .indefinitely();
    }

    private Reception receive(KnownDevice device, List<IncomingMessage> messages) throws InterruptedException {
        PublishRights.require(caller, messages);
        return store.store(device.id(), messages);
    }

    private List<IncomingMessage> messages(KnownDevice device, String channel, List<byte[]> payloads) {
        Instant now = clock.instant();
        return payloads.stream()
                .map(payload -> IncomingMessage.ofChannel(device.workspace(), device.id(), channel, payload, now))
                .toList();
    }

    private static String named(@Nullable String channel) {
        if (channel != null && !Channels.isName(channel)) {
            throw new InvalidRequest("channel", "is not a channel's name");
        }
        return channel == null ? "data" : channel;
    }

    @Schema(name = "Reception")
    record ReceptionView(
            @Schema(description = "Items of the request") int received,
            @Schema(description = "Readings that are new") int stored,
            @Schema(description = "Readings that were known before") int duplicates,
            @Schema(description = "How many items are no readings") int refused,
            @Schema(description = "Items that are no readings; of very many, the first") List<RefusedView> rejected) {

        static ReceptionView of(Reception reception) {
            return new ReceptionView(
                    reception.received(),
                    reception.stored(),
                    reception.duplicates(),
                    reception.rejected(),
                    reception.refused().stream()
                            .map(refused -> new RefusedView(
                                    refused.index(), refused.reason().code(), refused.detail()))
                            .toList());
        }
    }

    @Schema(name = "RefusedItem")
    record RefusedView(
            @Schema(description = "Place in the request, from 0") int index,
            @Schema(description = "As in GET /telemetry/rejected") String reason,
            @Schema(description = "For people") String detail) {}
}
