package io.muster.registry.postgres;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.kit.outbox.Outbox;
import io.muster.kit.outbox.OutboxRelay;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceBatches;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Three statements for any number of devices: the devices, their events, and which are there. */
@ApplicationScoped
class PostgresDeviceBatches implements DeviceBatches {

    /**
     * In the order of the names, so that two lists with the same names cannot wait for each other. A device that was
     * let in elsewhere may have been deleted before the registry hears of it again.
     */
    private static final String ADD =
            """
            with added as (
                insert into device (id, workspace, device_id, type, name, description, status, provisioned, info, tags,
                    metadata, revision, created_at, updated_at)
                select id, workspace, device_id, type, name, description, status, false, info, tags,
                    metadata, revision, at, at
                from jsonb_to_recordset($1::text::jsonb) as new (
                    id text, workspace text, device_id text, type text, name text, description text, status text,
                    info jsonb, tags text[], metadata jsonb, revision bigint, at timestamptz)
                where not exists (select from deleted_device gone where gone.id = new.id)
                order by device_id
                on conflict do nothing returning id, workspace),
            connections as (
                insert into device_connection (device, workspace) select id, workspace from added)
            select id from added
            """;

    private static final String THERE = "select id from device where id = any($1)";

    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;

    PostgresDeviceBatches(Pool pool, Outbox outbox, OutboxRelay relay) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
    }

    @Override
    public Uni<Set<DeviceId>> add(List<Device> devices) {
        return pool.withTransaction(transaction -> insert(transaction, devices)
                        .call(added -> outbox.append(transaction, events(devices, added)))
                        .chain(added -> added.size() == devices.size()
                                ? Uni.createFrom().item(added)
                                : there(transaction, devices)))
                .invoke(relay::wakeIfNeeded);
    }

    private static Uni<Set<DeviceId>> insert(SqlConnection transaction, List<Device> devices) {
        JsonArray rows = new JsonArray();
        devices.forEach(device -> rows.add(row(device)));
        return transaction.preparedQuery(ADD).execute(Tuple.of(rows.encode())).map(PostgresDeviceBatches::ids);
    }

    /** Those of a first try, too, whose commit was not heard of. */
    private static Uni<Set<DeviceId>> there(SqlConnection transaction, List<Device> devices) {
        String[] ids = devices.stream().map(device -> device.id().value()).toArray(String[]::new);
        return transaction.preparedQuery(THERE).execute(Tuple.of(ids)).map(PostgresDeviceBatches::ids);
    }

    private static Set<DeviceId> ids(RowSet<Row> rows) {
        Set<DeviceId> ids = new HashSet<>();
        rows.forEach(row -> ids.add(new DeviceId(row.getString(0))));
        return ids;
    }

    private static List<DeviceRegistered> events(List<Device> devices, Set<DeviceId> added) {
        return devices.stream()
                .filter(device -> added.contains(device.id()))
                .map(device -> new DeviceRegistered(device.revision(), device.snapshot()))
                .toList();
    }

    private static JsonObject row(Device device) {
        DeviceProfile profile = device.profile();
        return new JsonObject()
                .put("id", device.id().value())
                .put("workspace", device.workspace())
                .put("device_id", device.deviceId())
                .put("type", profile.type())
                .put("name", profile.name())
                .put("description", profile.description())
                .put("status", device.status().word())
                .put("info", profile.info().known())
                .put("tags", profile.tags())
                .put("metadata", profile.metadata())
                .put("revision", device.revision())
                .put("at", device.createdAt());
    }
}
