package io.muster.telemetry.http;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.telemetry.history.HistoryLimits;
import io.muster.telemetry.history.HistoryQuery;
import io.muster.telemetry.history.StoredReading;
import io.muster.telemetry.history.StoredReadings;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/devices/{id}/telemetry")
@RolesAllowed(Role.VIEWER)
@Tag(name = "Telemetry")
class TelemetryResource {

    private final KnownDevices devices;
    private final StoredReadings readings;
    private final HistoryLimits limits;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    TelemetryResource(KnownDevices devices, StoredReadings readings, HistoryLimits limits, Caller caller) {
        this.devices = devices;
        this.readings = readings;
        this.limits = limits;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "A device's readings of a span of time, newest first")
    public Uni<Answer<List<ReadingView>>> history(
            @PathParam("id") String id,
            @Parameter(
                            description =
                                    "Earliest timestamp, ISO 8601 or milliseconds; 24 hours before the end if left out")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "Latest timestamp, ISO 8601 or milliseconds; no end if left out")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "Only this channel") @QueryParam("channel") @Nullable String channel,
            @Parameter(description = "At most so many readings, from 1 to 1000; 100 if left out")
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        HistoryQuery query = HistoryQuery.parse(from, to, channel, limit, clock.instant(), limits);
        return devices.require(caller.workspace(), id)
                .chain(device -> readings.find(device, query))
                .map(found -> Answer.of(found.stream().map(ReadingView::of).toList()));
    }

    @GET
    @Path("latest")
    @Operation(summary = "The newest reading of each of a device's channels")
    public Uni<Answer<Map<String, LatestView>>> latest(@PathParam("id") String id) {
        return devices.require(caller.workspace(), id)
                .chain(readings::latest)
                .map(found -> Answer.of(byChannel(found)));
    }

    private static Map<String, LatestView> byChannel(List<StoredReading> readings) {
        Map<String, LatestView> channels = new LinkedHashMap<>();
        readings.forEach(reading -> channels.put(reading.channel(), LatestView.of(reading)));
        return channels;
    }

    @Schema(name = "Reading")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReadingView(
            @Schema(description = "When it was measured: the device's time if it can be believed, else receivedAt")
                    Instant timestamp,
            @Schema(description = "When the platform got it") Instant receivedAt,
            @Schema(description = "The device's time, where it could not be believed") @Nullable
                    Instant claimedTimestamp,
            String channel,
            @Schema(description = "What was measured, by name; a message of value and unit has the one name 'value'")
                    Map<String, Object> values,
            @Nullable String unit,
            @Nullable String messageId) {

        static ReadingView of(StoredReading reading) {
            return new ReadingView(
                    reading.timestamp(),
                    reading.receivedAt(),
                    reading.claimed(),
                    reading.channel(),
                    reading.values(),
                    reading.unit(),
                    reading.messageId());
        }
    }

    @Schema(name = "LatestReading")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LatestView(
            Instant timestamp,
            Instant receivedAt,
            Map<String, Object> values,
            @Nullable String unit,
            @Nullable String messageId) {

        static LatestView of(StoredReading reading) {
            return new LatestView(
                    reading.timestamp(), reading.receivedAt(), reading.values(), reading.unit(), reading.messageId());
        }
    }
}
