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

import io.muster.kit.group.KnownGroups;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.telemetry.aggregate.AggregateLimits;
import io.muster.telemetry.aggregate.AggregateQuery;
import io.muster.telemetry.aggregate.Aggregates;
import io.muster.telemetry.aggregate.GroupTooLarge;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/device-groups/{id}/telemetry/aggregate")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Tag(name = "Telemetry")
class GroupAggregateResource {

    private final KnownGroups groups;
    private final Aggregates aggregates;
    private final AggregateLimits limits;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    GroupAggregateResource(KnownGroups groups, Aggregates aggregates, AggregateLimits limits, Caller caller) {
        this.groups = groups;
        this.aggregates = aggregates;
        this.limits = limits;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "What the numbers of a group's devices add up to in buckets of time",
            description = AggregateResource.DEFINITION + " The numbers of all devices that are in the group now are put"
                    + " together; groups inside of it are not looked into.")
    public Uni<Answer<List<Aggregates.Point>>> ofGroup(
            @PathParam("id") String id, @BeanParam AggregateParameters parameters) {
        AggregateQuery query = AggregateQuery.parse(parameters.wanted(), clock.instant(), limits);
        return groups.members(caller.workspace(), id, limits.maxDevices())
                .invoke(devices -> GroupTooLarge.refuse(devices.size(), limits))
                .chain(devices -> aggregates.of(caller.workspace(), devices, query))
                .map(Answer::of);
    }
}
