package io.muster.registry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.paging.Page;
import io.muster.registry.connection.Connection;
import io.muster.registry.credential.DeviceCredential;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.DeviceProfile;
import io.muster.registry.device.DeviceRefusal.DeviceUnknown;
import io.muster.registry.device.DeviceStatus;
import io.muster.registry.search.DeviceCard;
import io.muster.registry.search.DeviceCatalog;
import io.muster.registry.search.DeviceQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Reads devices with all that belongs to them in one statement, past the ORM. */
@ApplicationScoped
class PostgresDeviceCatalog implements DeviceCatalog {

    private final Pool pool;

    PostgresDeviceCatalog(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<DeviceCard> require(String workspace, String reference) {
        return pool.preparedQuery(Ids.isDeviceId(reference) ? DeviceSql.BY_ID : DeviceSql.BY_NAME)
                .execute(Tuple.of(workspace, reference))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new DeviceUnknown(reference);
                    }
                    return card(rows.iterator().next());
                });
    }

    @Override
    public Uni<Page<DeviceCard>> page(DeviceQuery query) {
        DeviceSql sql = new DeviceSql(query);
        return pool.preparedQuery(sql.count())
                .execute(sql.parameters())
                .map(counted -> counted.iterator().next().getLong(0))
                .chain(total -> pool.preparedQuery(sql.page())
                        .execute(sql.parameters())
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(PostgresDeviceCatalog::card)
                                .toList())
                        .map(cards -> new Page<>(cards, total, query.page())));
    }

    private static DeviceCard card(Row row) {
        return new DeviceCard(device(row), credential(row), connection(row));
    }

    private static Device device(Row row) {
        Map<String, String> info = new LinkedHashMap<>();
        json(row, "info").forEach((name, value) -> info.put(name, value.toString()));
        return new Device(
                new DeviceId(row.getString("id")),
                row.getString("workspace"),
                row.getString("device_id"),
                new DeviceProfile(
                        row.getString("type"),
                        row.getString("name"),
                        row.getString("description"),
                        DeviceInfo.of(info),
                        List.of(row.getArrayOfStrings("tags")),
                        json(row, "metadata")),
                DeviceStatus.of(row.getString("status")).orElseThrow(),
                row.getBoolean("provisioned"),
                row.getLong("revision"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static @Nullable DeviceCredential credential(Row row) {
        String type = row.getString("credential_type");
        return type == null
                ? null
                : new DeviceCredential(
                        type,
                        row.getString("client_id"),
                        row.getString("username"),
                        time(row, "expires_at"),
                        List.of(row.getArrayOfStrings("subscribe")),
                        List.of(row.getArrayOfStrings("publish")));
    }

    private static Connection connection(Row row) {
        return new Connection(
                row.getLong("session"),
                row.getLong("connection_revision"),
                row.getBoolean("connected"),
                row.getString("protocol"),
                row.getString("ip_address"),
                time(row, "last_connected"),
                time(row, "last_disconnected"),
                row.getLong("sessions"),
                time(row, "last_seen"));
    }

    private static Map<String, Object> json(Row row, String column) {
        return row.get(JsonObject.class, column).getMap();
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
