package io.muster.registry.postgres;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.kit.query.sql.ConditionSql;
import io.muster.kit.query.sql.SqlParameters;
import io.muster.registry.bulk.BulkDevices;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceId;
import io.muster.registry.search.DeviceLanguage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Devices, many in each statement. */
@ApplicationScoped
class PostgresBulkDevices implements BulkDevices {

    /** By either name; the digest is what the index has. */
    private static final String NAMED =
            """
            select d.id, d.device_id from unnest($2::text[]) as given
            join device d on d.workspace = $1 and d.id = given
            union
            select d.id, d.device_id from unnest($2::text[]) as given
            join device d on d.workspace = $1 and md5(d.device_id) = md5(given) and d.device_id = given
            order by id
            """;

    private static final String FOUND =
            """
            select d.id, d.device_id, count(*) over () as total from device d
            join device_connection c on c.device = d.id
            left join device_state s on s.device = d.id
            where d.workspace = :workspace and :found
            order by d.id limit :limit
            """;
    private static final String LOCK = "from DeviceRow where workspace = :workspace and id in :ids order by id";
    private static final String SAVE =
            """
            update device d set
                status = changed.status,
                provisioned = changed.provisioned,
                tags = array(select jsonb_array_elements_text(changed.tags)),
                revision = changed.revision,
                updated_at = changed.updated_at
            from jsonb_to_recordset(cast(cast(:devices as text) as jsonb))
                as changed (id text, status text, provisioned boolean, tags jsonb, revision bigint, updated_at timestamptz)
            where d.id = changed.id
            """;

    private final Pool pool;
    private final DeviceLanguage language;
    private final Clock clock = Clock.systemUTC();

    PostgresBulkDevices(Pool pool, DeviceLanguage language) {
        this.pool = pool;
        this.language = language;
    }

    @Override
    public Uni<Map<String, DeviceId>> named(String workspace, Collection<String> references) {
        Set<String> names = Set.copyOf(references);
        return pool.preparedQuery(NAMED)
                .execute(Tuple.of(workspace, names.toArray(String[]::new)))
                .map(rows -> {
                    DeviceNames found = new DeviceNames(names);
                    rows.forEach(row -> found.note(row.getString("id"), row.getString("device_id")));
                    return found.named();
                });
    }

    @Override
    public Uni<Findings> found(String workspace, String query, int limit) {
        SqlParameters parameters = new SqlParameters(clock.instant());
        String place = parameters.add(workspace);
        String condition = ConditionSql.of(language.read(query).condition(), place, parameters);
        String sql = FOUND.replace(":workspace", place)
                .replace(":limit", parameters.add(limit))
                .replace(":found", condition);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(PostgresBulkDevices::findings);
    }

    private static Findings findings(RowSet<Row> rows) {
        long total = 0;
        Map<String, DeviceId> devices = new LinkedHashMap<>();
        for (Row row : rows) {
            total = row.getLong("total");
            devices.put(row.getString("device_id"), new DeviceId(row.getString("id")));
        }
        return new Findings(total, devices);
    }

    @Override
    public Uni<List<Device>> lock(String workspace, Collection<DeviceId> ids) {
        return Panache.getSession()
                .chain(session -> session.createQuery(LOCK, DeviceRow.class)
                        .setParameter("workspace", workspace)
                        .setParameter("ids", ids.stream().map(DeviceId::value).toList())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .setReadOnly(true)
                        .getResultList())
                .map(rows -> rows.stream().map(DeviceRow::device).toList());
    }

    @Override
    public Uni<Void> save(List<Device> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        JsonArray changed = new JsonArray();
        devices.forEach(device -> changed.add(new JsonObject()
                .put("id", device.id().value())
                .put("status", device.status().word())
                .put("provisioned", device.provisioned())
                .put("tags", new JsonArray(device.profile().tags()))
                .put("revision", device.revision())
                .put("updated_at", device.updatedAt().toString())));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SAVE)
                        .setParameter("devices", changed.encode())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
