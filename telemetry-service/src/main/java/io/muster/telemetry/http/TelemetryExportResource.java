package io.muster.telemetry.http;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.telemetry.history.History;
import io.muster.telemetry.history.HistoryLimits;
import io.muster.telemetry.history.Selection;
import io.muster.telemetry.history.StoredReading;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** The history as a file: written piece by piece, no faster than it is read. */
@Path("/devices/{id}/telemetry")
@RolesAllowed(Role.VIEWER)
@Tag(name = "Telemetry")
class TelemetryExportResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    /** A caller that takes anything gets a page of JSON. */
    private static final String UNLESS_ASKED_FOR = ";qs=0.5";

    private final KnownDevices devices;
    private final History history;
    private final HistoryLimits limits;
    private final Caller caller;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    TelemetryExportResource(
            KnownDevices devices, History history, HistoryLimits limits, Caller caller, ObjectMapper json) {
        this.devices = devices;
        this.history = history;
        this.limits = limits;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Produces(CSV + UNLESS_ASKED_FOR)
    @Operation(hidden = true)
    public RestMulti<byte[]> csv(
            @PathParam("id") String id,
            @BeanParam SelectionParameters parameters,
            @Context HttpServerResponse response) {
        Selection selection = Selection.parse(parameters.wanted(), clock.instant(), limits);
        ReadingCsv csv = new ReadingCsv(selection.keys(), json);
        return export(id, selection, CSV, csv::lines, response);
    }

    @GET
    @Produces(NDJSON + UNLESS_ASKED_FOR)
    @Operation(hidden = true)
    public RestMulti<byte[]> ndjson(
            @PathParam("id") String id,
            @BeanParam SelectionParameters parameters,
            @Context HttpServerResponse response) {
        Selection selection = Selection.parse(parameters.wanted(), clock.instant(), limits);
        return export(id, selection, NDJSON, readings -> ReadingLines.of(readings, json), response);
    }

    /** An export that fails on its way breaks off: it must not look as if it were whole. */
    private RestMulti<byte[]> export(
            String id,
            Selection selection,
            String type,
            Function<List<StoredReading>, byte[]> form,
            HttpServerResponse response) {
        Multi<byte[]> pieces = devices.requireKept(caller.workspace(), id)
                .onItem()
                .transformToMulti(device -> history.all(device, selection))
                .map(form)
                // Behind each piece of lines the framework writes the end of one, also behind nothing.
                .filter(piece -> piece.length > 0)
                .onFailure()
                .invoke(() -> {
                    if (response.headWritten()) {
                        response.reset();
                    }
                });
        return RestMulti.fromMultiData(pieces)
                .header(HttpHeaders.CONTENT_TYPE, type + ";charset=UTF-8")
                .build();
    }
}
