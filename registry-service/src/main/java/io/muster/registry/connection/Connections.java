package io.muster.registry.connection;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What is known of devices' connections, inside of a transaction. */
public interface Connections {

    /**
     * A device's connection, which nobody else can change until the transaction ends.
     *
     * @param device the {@code id}
     * @return {@link Connection#NONE} if it never connected; null if the workspace has no such device
     */
    Uni<@Nullable Connection> lock(String workspace, String device);

    /** Keeps the new state of a locked connection. */
    Uni<Void> save(String device, Connection connection);
}
