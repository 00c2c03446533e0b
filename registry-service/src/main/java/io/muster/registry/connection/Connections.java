package io.muster.registry.connection;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What is known of devices' connections. */
public interface Connections {

    /**
     * Changes the connections of many devices in a transaction of its own; nobody else can change them meanwhile.
     *
     * @param workspaces of each device, by its {@code id}
     * @param change the new state of a device's connection; the same object if it stays as it is
     * @return those of the devices that their workspaces have
     */
    Uni<Set<String>> change(Map<String, String> workspaces, BiFunction<String, Connection, Connection> change);

    /**
     * A device's connection, which nobody else can change until the current transaction ends.
     *
     * @param device the {@code id}
     * @return {@link Connection#NONE} if it never connected; null if the workspace has no such device
     */
    Uni<@Nullable Connection> lock(String workspace, String device);

    /** Keeps the new state of a locked connection. */
    Uni<Void> save(String device, Connection connection);
}
