package io.muster.telemetry.http;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.telemetry.aggregate.AggregateLimits;
import io.muster.telemetry.aggregate.AggregateQuery;
import io.muster.telemetry.aggregate.Aggregates;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/devices/{id}/telemetry/aggregate")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Tag(name = "Telemetry")
class AggregateResource {

    static final String DEFINITION = "One point for each bucket and channel in which a number was measured. Numbers are"
            + " the values at the top of a reading that are JSON numbers within ±1e150; p50 and p95 are interpolated."
            + " timestamp is where the bucket begins.";

    private final KnownDevices devices;
    private final Aggregates aggregates;
    private final AggregateLimits limits;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    AggregateResource(KnownDevices devices, Aggregates aggregates, AggregateLimits limits, Caller caller) {
        this.devices = devices;
        this.aggregates = aggregates;
        this.limits = limits;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "What a device's numbers add up to in buckets of time", description = DEFINITION)
    public Uni<Answer<List<Aggregates.Point>>> ofDevice(
            @PathParam("id") String id, @BeanParam AggregateParameters parameters) {
        AggregateQuery query = AggregateQuery.parse(parameters.wanted(), clock.instant(), limits);
        return devices.requireKept(caller.workspace(), id)
                .chain(device -> aggregates.of(device.workspace(), List.of(device.id()), query))
                .map(Answer::of);
    }
}
