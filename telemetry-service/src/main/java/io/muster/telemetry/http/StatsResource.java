package io.muster.telemetry.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.telemetry.stats.Period;
import io.muster.telemetry.stats.Statistics;
import io.muster.telemetry.stats.Traffic;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/devices/{id}/stats")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Tag(name = "Device monitoring")
class StatsResource {

    private static final int DECIMALS = 3;

    private final KnownDevices devices;
    private final Statistics statistics;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    StatsResource(KnownDevices devices, Statistics statistics, Caller caller) {
        this.devices = devices;
        this.statistics = statistics;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "How much a device has said, and how well",
            description = "Counted by when messages came, in whole slots of five minutes: a period reaches back to the"
                    + " first slot that begins in it. A message is one MQTT publish or one item of an HTTP request.")
    public Uni<Answer<StatsView>> stats(
            @PathParam("id") String id,
            @Parameter(description = "1h, 24h, 7d or 30d; 24h if left out") @QueryParam("period") @Nullable
                    String period) {
        Period wanted = Period.parse(period);
        return devices.requireKept(caller.workspace(), id)
                .chain(device -> statistics.of(device, wanted, clock.instant()))
                .map(traffic -> Answer.of(StatsView.of(traffic)));
    }

    @Schema(name = "Stats")
    record StatsView(
            @Schema(description = "All messages that came, also those that were rejected or known before")
                    long messagesReceived,
            @Schema(description = "Bytes of their payloads") long dataVolume,
            @Schema(description = "dataVolume by messagesReceived, bytes; null if nothing came") @Nullable
                    Long averageMessageSize,
            @Schema(
                            description =
                                    "Seconds from one message to the next, from the first to the last of the period;"
                                            + " null if there are not two")
                    @Nullable
                    BigDecimal averageInterval,
            @Schema(description = "rejected by messagesReceived, percent") BigDecimal errorRate,
            @Schema(
                            description =
                                    "Percent per hour: the least-squares slope of batteryLevel, battery or battery_level,"
                                            + " over the readings of 1h and over the first and last of each hour of longer"
                                            + " periods, of the channel that has most of them, and within 0 and 100; null"
                                            + " where there are not two values at two times")
                    @Nullable
                    BigDecimal batteryTrend,
            @Schema(description = "Readings that were known before: not stored again") long duplicates,
            @Schema(description = "Messages that are missing between the sequence numbers of those that came")
                    long gaps,
            @Schema(description = "Messages that were no readings; see GET /telemetry/rejected") long rejected) {

        static StatsView of(Traffic traffic) {
            return new StatsView(
                    traffic.messages(),
                    traffic.bytes(),
                    traffic.averageSize(),
                    rounded(traffic.averageInterval()),
                    rounded(traffic.errorRate()),
                    rounded(traffic.batteryTrend()),
                    traffic.duplicates(),
                    traffic.gaps(),
                    traffic.rejected());
        }

        private static @Nullable BigDecimal rounded(@Nullable Double number) {
            if (number == null) {
                return null;
            }
            BigDecimal rounded = BigDecimal.valueOf(number)
                    .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
        }
    }
}
