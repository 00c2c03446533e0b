package io.muster.registry.arrival;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.CredentialEvent;
import io.muster.events.DeviceOnboarded;
import io.muster.events.LifecycleEvent;
import io.muster.registry.connection.Presence;
import io.muster.registry.credential.Provisioning;
import io.muster.registry.device.DeviceId;
import io.muster.registry.group.GroupDirectory;
import io.muster.registry.news.EarlyNews;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What newcomers get once they are registered: their groups, and what was said of them before. */
@ApplicationScoped
class Settlement {

    private final EarlyNews news;
    private final Provisioning provisioning;
    private final Presence presence;
    private final GroupDirectory groups;

    Settlement(EarlyNews news, Provisioning provisioning, Presence presence, GroupDirectory groups) {
        this.news = news;
        this.provisioning = provisioning;
        this.presence = presence;
        this.groups = groups;
    }

    @WithTransaction
    Uni<Void> settle(List<DeviceOnboarded> newcomers) {
        List<String> devices = newcomers.stream().map(DeviceOnboarded::device).toList();
        return inTurn(Multi.createFrom().iterable(newcomers).onItem().transformToUniAndConcatenate(this::joinGroups))
                .chain(() -> news.hold(devices))
                .chain(() -> news.take(devices))
                .chain(this::hear);
    }

    private Uni<Void> joinGroups(DeviceOnboarded newcomer) {
        return inTurn(Multi.createFrom()
                .iterable(newcomer.groups())
                .onItem()
                .transformToUniAndConcatenate(
                        path -> groups.join(newcomer.workspace(), path, new DeviceId(newcomer.device()))));
    }

    private Uni<Void> hear(List<LifecycleEvent> early) {
        return provisioning
                .hear(only(early, CredentialEvent.class))
                .chain(() -> inTurn(Multi.createFrom()
                        .iterable(only(early, ConnectivityEvent.class))
                        .onItem()
                        .transformToUniAndConcatenate(presence::hear)));
    }

    private static <E extends LifecycleEvent> List<E> only(List<LifecycleEvent> events, Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Uni<Void> inTurn(Multi<?> steps) {
        return steps.collect().last().replaceWithVoid();
    }
}
