package io.muster.command.dryrun;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.audience.FleetSearch;
import io.muster.command.catalogue.Catalogue;
import io.muster.command.dispatch.DeviceConditions;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.CommandRefusal.AudienceTooLarge;
import io.muster.command.execution.CommandSettings;
import io.muster.kit.device.DeviceNames;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.group.KnownGroups;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Says what would come of an order. It fails as the order would: if there is no such device or group, if there are too
 * many, or if one of their types wants other parameters.
 */
@ApplicationScoped
public class DryRun {

    /** How many devices are looked at together. */
    private static final int PART = 1000;

    private final KnownDevices devices;
    private final DeviceNames names;
    private final KnownGroups groups;
    private final FleetSearch search;
    private final Catalogue catalogue;
    private final DeviceLists lists;
    private final DeviceConditions conditions;
    private final CommandSettings settings;
    private final Clock clock = Clock.systemUTC();

    DryRun(
            KnownDevices devices,
            DeviceNames names,
            KnownGroups groups,
            FleetSearch search,
            Catalogue catalogue,
            DeviceLists lists,
            DeviceConditions conditions,
            CommandSettings settings) {
        this.devices = devices;
        this.names = names;
        this.groups = groups;
        this.search = search;
        this.catalogue = catalogue;
        this.lists = lists;
        this.conditions = conditions;
        this.settings = settings;
    }

    /** @param reference either name of the device */
    public Uni<Forecast> ofDevice(CommandOrder order, String reference) {
        return devices.require(order.workspace(), reference)
                .chain(device -> of(order, new Audience.Devices(List.of(device.id())), size -> Duration.ZERO));
    }

    /**
     * @param references either name of each device
     * @param takes how long it takes to give it out to so many
     */
    public Uni<Forecast> ofListed(CommandOrder order, List<String> references, LongFunction<Duration> takes) {
        return names.resolve(order.workspace(), references).chain(found -> {
            List<String> unknown = references.stream()
                    .filter(reference -> !found.containsKey(reference))
                    .toList();
            List<String> ids = found.values().stream().distinct().toList();
            return of(order, new Audience.Devices(ids), unknown, takes);
        });
    }

    public Uni<Forecast> ofGroup(CommandOrder order, String groupId, LongFunction<Duration> takes) {
        return groups.require(order.workspace(), groupId)
                .chain(group -> of(order, new Audience.Members(groupId), takes));
    }

    public Uni<Forecast> ofMatching(CommandOrder order, String query, LongFunction<Duration> takes) {
        return search.find(order.workspace(), query, settings.groupLimit() + 1)
                .chain(audience -> of(order, audience, takes));
    }

    private Uni<Forecast> of(CommandOrder order, Audience audience, LongFunction<Duration> takes) {
        return of(order, audience, List.of(), takes);
    }

    private Uni<Forecast> of(
            CommandOrder order, Audience audience, List<String> unknown, LongFunction<Duration> takes) {
        return catalogue
                .check(order.workspace(), order.command(), order.parameters(), audience)
                .chain(() -> look(order, audience))
                .map(looked -> looked.outlook().forecast(looked.total(), unknown, takes.apply(looked.total())));
    }

    private record Looked(long total, Outlook outlook) {}

    @WithTransaction
    Uni<Looked> look(CommandOrder order, Audience audience) {
        Outlook outlook = new Outlook(order, clock.instant());
        return lists.of(order.workspace(), audience)
                .invoke(ids -> AudienceTooLarge.refuse(ids.size(), settings.groupLimit()))
                .call(ids -> Multi.createFrom()
                        .iterable(parts(ids))
                        .onItem()
                        .transformToUniAndConcatenate(conditions::of)
                        .invoke(found -> found.values().forEach(outlook::add))
                        .collect()
                        .last())
                .map(ids -> new Looked(ids.size(), outlook));
    }

    private static List<List<String>> parts(List<String> ids) {
        return IntStream.iterate(0, from -> from < ids.size(), from -> from + PART)
                .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + PART)))
                .toList();
    }
}
