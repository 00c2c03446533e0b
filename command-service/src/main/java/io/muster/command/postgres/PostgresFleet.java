package io.muster.command.postgres;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Fleet;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceSnapshot;
import io.muster.events.LifecycleEvent;
import io.muster.kit.query.FleetQuery;
import io.muster.kit.query.sql.ConditionSql;
import io.muster.kit.query.sql.SqlParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresFleet implements Fleet {

    private static final String FORGET = "delete from fleet_device where device = any($1)";
    private static final String UPSERT =
            """
            insert into fleet_device as known (device, workspace, revision, device_id, type, status, name, description,
                tags, info, metadata, created_at, updated_at)
            select device, workspace, revision, device_id, type, status, name, description,
                tags, info, metadata, created_at, updated_at
            from jsonb_to_recordset(cast($1::text as jsonb)) as said (device text, workspace text, revision bigint,
                device_id text, type text, status text, name text, description text, tags text[], info jsonb,
                metadata jsonb, created_at timestamptz, updated_at timestamptz)
            where not exists (select from known_device gone where gone.id = said.device and gone.deleted)
            order by device
            on conflict (device) do update set
                revision = excluded.revision, device_id = excluded.device_id, type = excluded.type,
                status = excluded.status, name = excluded.name, description = excluded.description,
                tags = excluded.tags, info = excluded.info, metadata = excluded.metadata,
                updated_at = excluded.updated_at
            where known.revision < excluded.revision
            """;

    private static final String MATCHING =
            """
            select d.id from device d join device_connection c on c.device = d.id
            where d.workspace = %s and %s order by d.id limit %s
            """;

    private final Pool pool;
    private final JsonText json;
    private final Clock clock = Clock.systemUTC();

    PostgresFleet(Pool pool, JsonText json) {
        this.pool = pool;
        this.json = json;
    }

    @Override
    public Uni<Void> learn(List<DeviceEvent> events) {
        List<Map<String, @Nullable Object>> told = LifecycleEvent.newest(events).stream()
                .filter(event -> !(event instanceof DeviceDeleted))
                .map(PostgresFleet::row)
                .toList();
        return pool.preparedQuery(UPSERT)
                .execute(Tuple.of(json.write(told)))
                .chain(() -> pool.preparedQuery(FORGET).execute(Tuple.of(deleted(events))))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<String>> matching(String workspace, FleetQuery query, int limit) {
        SqlParameters parameters = new SqlParameters(clock.instant());
        String place = parameters.add(workspace);
        String matching =
                MATCHING.formatted(place, ConditionSql.of(query.condition(), place, parameters), parameters.add(limit));
        return pool.preparedQuery(matching)
                .execute(parameters.tuple())
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }

    /** Those that are to be purged, too, are left to the purge, which counts what it removes. */
    private static String[] deleted(List<DeviceEvent> events) {
        return events.stream()
                .filter(event -> event instanceof DeviceDeleted deletion && !deletion.purgeData())
                .map(DeviceEvent::subject)
                .toArray(String[]::new);
    }

    private static Map<String, @Nullable Object> row(DeviceEvent event) {
        DeviceSnapshot device = event.device();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("device", device.id());
        row.put("workspace", device.workspace());
        row.put("revision", event.revision());
        row.put("device_id", device.deviceId());
        row.put("type", device.type());
        row.put("status", device.status());
        row.put("name", device.name());
        row.put("description", device.description());
        row.put("tags", device.tags());
        row.put("info", device.info());
        row.put("metadata", device.metadata());
        row.put("created_at", device.createdAt().toString());
        row.put("updated_at", device.updatedAt().toString());
        return row;
    }
}
