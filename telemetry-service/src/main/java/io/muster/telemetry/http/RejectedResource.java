package io.muster.telemetry.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.telemetry.history.HistoryLimits;
import io.muster.telemetry.rejected.RejectedMessage;
import io.muster.telemetry.rejected.RejectedMessages;
import io.muster.telemetry.rejected.RejectedQuery;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/telemetry/rejected")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Tag(name = "Telemetry")
class RejectedResource {

    private final KnownDevices devices;
    private final RejectedMessages messages;
    private final HistoryLimits limits;
    private final Caller caller;

    RejectedResource(KnownDevices devices, RejectedMessages messages, HistoryLimits limits, Caller caller) {
        this.devices = devices;
        this.messages = messages;
        this.limits = limits;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Messages of the workspace's devices that were no readings, newest first",
            description = "Of each device the newest are kept: muster.ingest.rejected-per-device, 100 by default, for"
                    + " muster.ingest.rejected-age, 30 days by default. reason is not_json, too_large, bad_value,"
                    + " clock_skew, too_old, bad_topic, unknown_device, suspended or deleted.")
    public Uni<RejectedPage> rejected(
            @Parameter(description = "Only this device's, by either of its names") @QueryParam("device") @Nullable
                    String device,
            @Parameter(description = "Only those with this reason") @QueryParam("reason") @Nullable String reason,
            @Parameter(
                            description =
                                    "At most so many: muster.history.default-limit, 100 by default, if left out; no more than"
                                            + " muster.history.max-limit, 1000 by default")
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Parameter(description = "The nextCursor of the page before") @QueryParam("cursor") @Nullable
                    String cursor) {
        RejectedQuery query = RejectedQuery.parse(reason, limit, cursor, limits);
        Uni<RejectedQuery> wanted = device == null
                ? Uni.createFrom().item(query)
                : devices.requireKept(caller.workspace(), device).map(sender -> query.of(sender.id()));
        return wanted.chain(narrowed -> messages.find(caller.workspace(), narrowed))
                .map(found -> RejectedPage.of(found, query.limit()));
    }

    record RejectedPage(List<RejectedView> data, CursorPagination pagination) {

        static RejectedPage of(List<RejectedMessage> found, int limit) {
            @Nullable
            String next = found.size() < limit
                    ? null
                    : found.get(found.size() - 1).place().cursor();
            return new RejectedPage(found.stream().map(RejectedView::of).toList(), new CursorPagination(limit, next));
        }
    }

    @Schema(name = "RejectedMessage")
    record RejectedView(
            String device,
            String topic,
            String reason,
            @Schema(description = "What is wrong with it, for people") String detail,
            @Schema(description = "The first bytes of the payload, as text") String head,
            Instant receivedAt) {

        static RejectedView of(RejectedMessage message) {
            return new RejectedView(
                    message.device(),
                    message.topic(),
                    message.reason(),
                    message.detail(),
                    new String(message.head(), StandardCharsets.UTF_8),
                    message.receivedAt());
        }
    }
}
