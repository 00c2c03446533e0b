package io.muster.registry.credential;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent;
import io.muster.events.DeviceEvent;
import io.muster.kit.outbox.Outbox;
import io.muster.registry.bulk.BulkDevices;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceId;
import io.muster.registry.news.EarlyNews;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Follows the provisioning service's word on devices' credentials, many devices at a time. */
@ApplicationScoped
public class Provisioning {

    private final BulkDevices devices;
    private final DeviceCredentials credentials;
    private final EarlyNews early;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    Provisioning(BulkDevices devices, DeviceCredentials credentials, EarlyNews early, Outbox outbox) {
        this.devices = devices;
        this.credentials = credentials;
        this.early = early;
        this.outbox = outbox;
    }

    /**
     * Takes the news in, unless it is old; of a device that is not there it is kept, for the device may be registered
     * later. The first credentials make a device active.
     */
    @WithTransaction
    public Uni<Void> hear(List<CredentialEvent> events) {
        Map<String, CredentialNews> news = new LinkedHashMap<>();
        events.forEach(event -> news.merge(event.device(), CredentialNews.of(event), CredentialNews::and));
        return take(news.values())
                .chain(others -> others.isEmpty() ? Uni.createFrom().voidItem() : holdAndTake(others));
    }

    /** A device may be registered between two looks, but not while its news is held. */
    private Uni<Void> holdAndTake(List<CredentialNews> news) {
        return early.hold(news.stream().map(CredentialNews::device).toList())
                .chain(() -> take(news))
                .chain(absent ->
                        early.keep(absent.stream().map(CredentialNews::newest).toList()));
    }

    /** Answers the news of devices that are not there. */
    private Uni<List<CredentialNews>> take(Collection<CredentialNews> news) {
        Map<String, List<CredentialNews>> byWorkspace =
                news.stream().collect(Collectors.groupingBy(CredentialNews::workspace));
        return Multi.createFrom()
                .iterable(byWorkspace.entrySet())
                .onItem()
                .transformToUniAndConcatenate(one -> take(one.getKey(), one.getValue()))
                .collect()
                .in(HashSet<String>::new, Set::addAll)
                .map(there -> news.stream()
                        .filter(one -> !there.contains(one.device()))
                        .toList());
    }

    /** Answers the devices that are there. */
    private Uni<Set<String>> take(String workspace, List<CredentialNews> news) {
        return devices.lock(
                        workspace,
                        news.stream().map(one -> new DeviceId(one.device())).toList())
                .chain(found -> {
                    Map<String, Device> there = found.stream()
                            .collect(Collectors.toMap(device -> device.id().value(), device -> device));
                    List<CredentialNews> known = news.stream()
                            .filter(one -> there.containsKey(one.device()))
                            .toList();
                    return keep(known, there).replaceWith(there.keySet());
                });
    }

    private Uni<Void> keep(List<CredentialNews> news, Map<String, Device> there) {
        return news.isEmpty()
                ? Uni.createFrom().voidItem()
                : credentials
                        .keep(news)
                        .chain(fresh -> noteProvisioned(news.stream()
                                .filter(one -> one.hasCredentials() && fresh.contains(one.device()))
                                .map(one -> there.get(one.device()))
                                .filter(device -> !device.provisioned())
                                .toList()));
    }

    private Uni<Void> noteProvisioned(List<Device> first) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Device> changed = new ArrayList<>();
        List<DeviceEvent> events = new ArrayList<>();
        for (Device device : first) {
            Device provisioned = device.provisioned(now);
            changed.add(provisioned);
            events.add(provisioned.changedFrom(device));
        }
        return devices.save(changed).chain(() -> outbox.append(events));
    }
}
