package io.muster.registry.connection;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.registry.news.EarlyNews;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Follows the broker's word on who is connected. */
@ApplicationScoped
public class Presence {

    private final Connections connections;
    private final EarlyNews news;

    Presence(Connections connections, EarlyNews news) {
        this.connections = connections;
        this.news = news;
    }

    /**
     * Takes the news in, unless it is old; of a device that is not there it is kept, for the device may be registered
     * later.
     */
    @WithTransaction
    public Uni<Void> hear(ConnectivityEvent event) {
        return connection(event)
                .onItem()
                .ifNull()
                .switchTo(() -> news.hold(event.device()).chain(() -> connection(event)))
                .chain(connection -> connection == null ? news.keep(event) : keepIfNew(connection, event));
    }

    private Uni<@Nullable Connection> connection(ConnectivityEvent event) {
        return connections.lock(event.workspace(), event.device());
    }

    private Uni<Void> keepIfNew(Connection connection, ConnectivityEvent event) {
        Connection after = connection.after(event);
        return after == connection ? Uni.createFrom().voidItem() : connections.save(event.device(), after);
    }
}
