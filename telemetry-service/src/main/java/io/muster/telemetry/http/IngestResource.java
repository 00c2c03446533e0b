package io.muster.telemetry.http;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

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
import io.muster.telemetry.ingest.Ingest;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.NothingAccepted;
import io.muster.telemetry.ingest.Reception;
import io.muster.telemetry.reading.Channels;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
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
    private final Ingest ingest;
    private final IngestLimits limits;
    private final Caller caller;
    private final LineIntake lines;
    private final CsvItems csv;
    private final Clock clock = Clock.systemUTC();

    IngestResource(
            KnownDevices devices,
            Ingest ingest,
            IngestLimits limits,
            Caller caller,
            LineIntake lines,
            ObjectMapper json) {
        this.devices = devices;
        this.ingest = ingest;
        this.limits = limits;
        this.caller = caller;
        this.lines = lines;
        this.csv = new CsvItems(json);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Readings of a device",
            description = "An object, an array of objects, with Content-Type: application/x-ndjson a line of JSON for"
                    + " each message, or text/csv: a table with a column timestamp and one for each value, also one that"
                    + " was exported here. Bodies may be compressed with gzip. Each item is a message of its own, with"
                    + " what an MQTT message may hold; what is not a reading is named in the answer, and if nothing is,"
                    + " the answer is a problem. When it comes, all is stored. Lines of JSON are stored while they come: there may"
                    + " be very many, and what is stored stays so if the body breaks off or is too large.")
    public Uni<Answer<ReceptionView>> json(
            @PathParam("id") String id,
            @Parameter(description = "The channel; data if left out") @QueryParam("channel") @Nullable String channel,
            @Schema(implementation = Object.class) byte @Nullable [] body) {
        return receive(id, named(channel), JsonItems.ofJson(present(body)));
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
        KnownDevice device = sender(id).await().indefinitely();
        Reception reception = lines.take(body, batch -> receive(messages(device, named, batch)));
        return Answer.of(ReceptionView.of(NothingAccepted.unlessAccepted(reception)));
    }

    @POST
    @Consumes("text/csv")
    @Operation(hidden = true)
    public Uni<Answer<ReceptionView>> table(
            @PathParam("id") String id, @QueryParam("channel") @Nullable String channel, byte @Nullable [] body) {
        String usual = named(channel);
        List<CsvItems.Item> items = csv.of(present(body));
        return receiveAll(id, items, device -> items.stream()
                .map(item -> row(device, usual, item))
                .toList());
    }

    private IncomingMessage row(KnownDevice device, String usual, CsvItems.Item item) {
        @Nullable String channel = item.channel();
        return IncomingMessage.ofHistory(
                device.workspace(), device.id(), channel == null ? usual : channel, item.payload(), clock.instant());
    }

    private Uni<Answer<ReceptionView>> receive(String id, String channel, List<byte[]> payloads) {
        return receiveAll(id, payloads, device -> messages(device, channel, payloads));
    }

    private Uni<Answer<ReceptionView>> receiveAll(
            String id, List<?> items, Function<KnownDevice, List<IncomingMessage>> messages) {
        if (items.isEmpty() || items.size() > limits.maxItems()) {
            throw new InvalidRequest("body", "must hold 1 to " + limits.maxItems() + " items");
        }
        return sender(id)
                .chain(device -> receive(messages.apply(device)))
                .map(NothingAccepted::unlessAccepted)
                .map(reception -> Answer.of(ReceptionView.of(reception)));
    }

    private Uni<KnownDevice> sender(String id) {
        return devices.require(caller.workspace(), id).invoke(device -> caller.requireSelfOrOperator(device.id()));
    }

    private Uni<Reception> receive(List<IncomingMessage> messages) {
        PublishRights.require(caller, messages);
        return ingest.receive(messages);
    }

    private List<IncomingMessage> messages(KnownDevice device, String channel, List<byte[]> payloads) {
        Instant now = clock.instant();
        return payloads.stream()
                .map(payload -> IncomingMessage.ofChannel(device.workspace(), device.id(), channel, payload, now))
                .toList();
    }

    private static byte[] present(byte @Nullable [] body) {
        return InvalidRequest.requireBody(body == null || body.length == 0 ? null : body);
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
