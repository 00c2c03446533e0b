package io.muster.registry.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.kit.Ids;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceRefusal.DeviceIdTaken;
import io.muster.registry.device.DeviceRefusal.DeviceUnknown;
import io.muster.registry.device.Devices;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Devices, a row each. */
@ApplicationScoped
class PostgresDevices implements Devices {

    private static final String BY_ID = "from DeviceRow where workspace = :workspace and id = :reference";
    private static final String BY_NAME =
            """
            from DeviceRow
            where workspace = :workspace and md5(deviceId) = md5(:reference) and deviceId = :reference
            """;

    @Override
    public Uni<Void> add(Device device) {
        return Panache.getSession()
                .chain(session -> session.persist(DeviceRow.of(device))
                        .chain(session::flush)
                        .chain(() -> session.persist(ConnectionRow.of(device))))
                .onFailure(ConstraintViolationException.class)
                .transform(taken -> new DeviceIdTaken(device.deviceId()));
    }

    @Override
    public Uni<Device> lock(String workspace, String reference) {
        return Panache.getSession()
                .chain(session -> lockRow(session, workspace, reference))
                .onItem()
                .ifNull()
                .failWith(() -> new DeviceUnknown(reference))
                .map(DeviceRow::device);
    }

    @Override
    public Uni<Void> save(Device device) {
        return Panache.getSession()
                .chain(session -> session.find(DeviceRow.class, device.id().value()))
                .invoke(row -> row.take(device))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(Device device) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from DeviceRow where id = :id")
                        .setParameter("id", device.id().value())
                        .executeUpdate())
                .replaceWithVoid();
    }

    static Uni<@Nullable DeviceRow> lockRow(Mutiny.Session session, String workspace, String reference) {
        return session.createQuery(Ids.isDeviceId(reference) ? BY_ID : BY_NAME, DeviceRow.class)
                .setParameter("workspace", workspace)
                .setParameter("reference", reference)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull();
    }
}
