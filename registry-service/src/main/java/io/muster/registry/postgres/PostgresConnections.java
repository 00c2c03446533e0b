package io.muster.registry.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.connection.Connection;
import io.muster.registry.connection.Connections;
import io.muster.registry.device.DeviceBelongings;
import io.muster.registry.device.DeviceId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Connections, a row for each device; the lock is the device's. Many devices are two statements, past the ORM. */
@ApplicationScoped
class PostgresConnections implements Connections, DeviceBelongings {

    private static final String LOCK =
            """
            select c.device, c.session, c.revision as connection_revision, c.connected, c.protocol, c.ip_address,
                c.last_connected, c.last_disconnected, c.sessions, c.last_seen
            from unnest($1::text[], $2::text[]) as named (device, workspace)
            join device d on d.id = named.device and d.workspace = named.workspace
            join device_connection c on c.device = d.id
            order by d.id for no key update of d, c
            """;
    private static final String SAVE =
            """
            update device_connection c set
                session = new.session, revision = new.revision, connected = new.connected, protocol = new.protocol,
                ip_address = new.ip_address, last_connected = new.last_connected,
                last_disconnected = new.last_disconnected, sessions = new.sessions, last_seen = new.last_seen
            from jsonb_to_recordset($1::text::jsonb) as new (
                device text, session bigint, revision bigint, connected boolean, protocol text, ip_address text,
                last_connected timestamptz, last_disconnected timestamptz, sessions bigint, last_seen timestamptz)
            where c.device = new.device
            """;

    private final Pool pool;

    PostgresConnections(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Set<String>> change(Map<String, String> workspaces, BiFunction<String, Connection, Connection> change) {
        String[] devices = workspaces.keySet().toArray(String[]::new);
        String[] named = workspaces.values().toArray(String[]::new);
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(devices, named))
                .map(PostgresConnections::byDevice)
                .call(known -> save(transaction, known, change))
                .map(Map::keySet));
    }

    private static Map<String, Connection> byDevice(RowSet<Row> rows) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        rows.forEach(row -> connections.put(row.getString("device"), ConnectionRow.read(row)));
        return connections;
    }

    private static Uni<Void> save(
            SqlConnection transaction,
            Map<String, Connection> known,
            BiFunction<String, Connection, Connection> change) {
        JsonArray rows = new JsonArray();
        known.forEach((device, before) -> {
            Connection after = change.apply(device, before);
            if (after != before) {
                rows.add(ConnectionRow.json(device, after));
            }
        });
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(SAVE)
                        .execute(Tuple.of(rows.encode()))
                        .replaceWithVoid();
    }

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
    public Uni<Long> removeOf(DeviceId device) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from device_connection where device = :device")
                        .setParameter("device", device.value())
                        .executeUpdate())
                .map(Integer::longValue);
    }
}
