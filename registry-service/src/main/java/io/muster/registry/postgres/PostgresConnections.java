package io.muster.registry.postgres;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.connection.Connection;
import io.muster.registry.connection.Connections;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceBelongings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Connections, a row for each device; the lock is the device's. */
@ApplicationScoped
class PostgresConnections implements Connections, DeviceBelongings {

    @Override
    public Uni<@Nullable Connection> lock(String workspace, String device) {
        return Panache.getSession().chain(session -> PostgresDevices.lockRow(session, workspace, device)
                .chain(known -> known == null ? Uni.createFrom().nullItem() : connection(session, device)));
    }

    private static Uni<@Nullable Connection> connection(Mutiny.Session session, String device) {
        return session.find(ConnectionRow.class, device).map(row -> row == null ? null : row.connection());
    }

    @Override
    public Uni<Void> save(String device, Connection connection) {
        return Panache.getSession()
                .chain(session -> session.find(ConnectionRow.class, device))
                .invoke(row -> row.take(connection))
                .replaceWithVoid();
    }

    @Override
    public String kind() {
        return "connections";
    }

    @Override
    public Uni<Long> removeOf(Device device) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from ConnectionRow where device = :device")
                        .setParameter("device", device.id().value())
                        .executeUpdate())
                .map(Integer::longValue);
    }
}
