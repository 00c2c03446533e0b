package io.muster.telemetry.http;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.telemetry.history.History;
import io.muster.telemetry.history.HistoryLimits;
import io.muster.telemetry.history.HistoryQuery;
import io.muster.telemetry.history.Position;
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
    private final History history;
    private final StoredReadings readings;
    private final HistoryLimits limits;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    TelemetryResource(
            KnownDevices devices, History history, StoredReadings readings, HistoryLimits limits, Caller caller) {
        this.devices = devices;
        this.history = history;
        this.readings = readings;
        this.limits = limits;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A device's readings of a span of time",
            description = "As a page of JSON, or with Accept: text/csv or application/x-ndjson as a whole.")
    public Uni<ReadingPage> history(
            @PathParam("id") String id,
            @BeanParam SelectionParameters selection,
            @Parameter(
                            description =
                                    "At most so many readings: muster.history.default-limit, 100 by default, if left out; no more"
                                            + " than muster.history.max-limit, 1000 by default")
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Parameter(description = "The nextCursor of the page before") @QueryParam("cursor") @Nullable
                    String cursor) {
        HistoryQuery query = HistoryQuery.parse(selection.wanted(), limit, cursor, clock.instant(), limits);
        return devices.requireKept(caller.workspace(), id)
                .chain(device -> history.page(device, query))
                .map(page -> ReadingPage.of(page, query.limit()));
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Path("latest")
    @Operation(summary = "The newest reading of each of a device's channels")
    public Uni<Answer<Map<String, LatestView>>> latest(@PathParam("id") String id) {
        return devices.requireKept(caller.workspace(), id)
                .chain(readings::latest)
                .map(found -> Answer.of(byChannel(found)));
    }

    private static Map<String, LatestView> byChannel(List<StoredReading> readings) {
        Map<String, LatestView> channels = new LinkedHashMap<>();
        readings.forEach(reading -> channels.put(reading.channel(), LatestView.of(reading)));
        return channels;
    }

    record ReadingPage(List<ReadingView> data, CursorPagination pagination) {

        static ReadingPage of(History.Page page, int limit) {
            @Nullable Position next = page.next();
            return new ReadingPage(
                    page.readings().stream().map(ReadingView::of).toList(),
                    new CursorPagination(limit, next == null ? null : next.cursor()));
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
