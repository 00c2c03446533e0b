package io.muster.registry.connection;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Follows the broker's word on who is connected. */
@ApplicationScoped
public class Presence {

    private final Connections connections;

    Presence(Connections connections) {
        this.connections = connections;
    }

    /** Takes the news in, unless it is old or the device is gone. */
    @WithTransaction
    public Uni<Void> hear(ConnectivityEvent event) {
        return connections.lock(event.workspace(), event.device()).chain(connection -> keepIfNew(connection, event));
    }

    private Uni<Void> keepIfNew(@Nullable Connection connection, ConnectivityEvent event) {
        if (connection == null) {
            return Uni.createFrom().voidItem();
        }
        Connection after = connection.after(event);
        return after == connection ? Uni.createFrom().voidItem() : connections.save(event.device(), after);
    }
}
