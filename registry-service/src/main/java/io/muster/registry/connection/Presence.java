package io.muster.registry.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.registry.news.EarlyNews;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Follows the broker's word on who is connected. News is taken in unless it is old; of a device that is not there it is
 * kept, for the device may be registered later.
 */
@ApplicationScoped
public class Presence {

    private final Connections connections;
    private final EarlyNews news;

    Presence(Connections connections, EarlyNews news) {
        this.connections = connections;
        this.news = news;
    }

    /** Takes many in at once: after a restart of the broker all devices come back in a few seconds. */
    public Uni<Void> hear(List<ConnectivityEvent> events) {
        Map<String, List<ConnectivityEvent>> byDevice = events.stream()
                .collect(Collectors.groupingBy(ConnectivityEvent::device, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> workspaces = new LinkedHashMap<>();
        events.forEach(event -> workspaces.put(event.device(), event.workspace()));
        return connections
                .change(workspaces, (device, connection) -> connection.after(byDevice.get(device)))
                .chain(changed -> hearOfOthers(events, changed));
    }

    private Uni<Void> hearOfOthers(List<ConnectivityEvent> events, Set<String> known) {
        return Multi.createFrom()
                .iterable(events)
                .filter(event -> !known.contains(event.device()))
                .onItem()
                .transformToUniAndConcatenate(this::hear)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Takes one in, with whatever else the current transaction does. */
    @WithTransaction
    public Uni<Void> hear(ConnectivityEvent event) {
        return connection(event)
                .onItem()
                .ifNull()
                .switchTo(() -> news.hold(List.of(event.device())).chain(() -> connection(event)))
                .chain(connection -> connection == null ? news.keep(List.of(event)) : keepIfNew(connection, event));
    }

    private Uni<@Nullable Connection> connection(ConnectivityEvent event) {
        return connections.lock(event.workspace(), event.device());
    }

    private Uni<Void> keepIfNew(Connection connection, ConnectivityEvent event) {
        Connection after = connection.after(event);
        return after == connection ? Uni.createFrom().voidItem() : connections.save(event.device(), after);
    }
}
