package io.muster.registry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DevicePurged;
import io.muster.registry.device.DeletedDevice;
import io.muster.registry.device.Deletion;
import io.muster.registry.device.Deletions;
import io.muster.registry.device.DeviceId;
import io.muster.registry.purge.PurgeReport;
import io.muster.registry.purge.PurgeReport.Receipt;
import io.muster.registry.purge.PurgeSettings;
import io.muster.registry.purge.Purges;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Deleted devices, a row each, with a row for each service's receipt. */
@ApplicationScoped
class PostgresPurges implements Deletions, Purges {

    private static final String INSERT =
            """
            insert into deleted_device (id, workspace, device_id, purge_data, deleted_at, revision)
            values (:id, :workspace, :name, :purge, :at, :revision)
            """;
    private static final String LOCK_KEPT =
            """
            select device_id, revision, deleted_at from deleted_device
            where id = :id and workspace = :workspace and not purge_data for update
            """;
    private static final String PURGE_KEPT =
            "update deleted_device set purge_data = true, revision = :revision where id = :id";
    /** What a purge removes later is added to what the deletion removed. */
    private static final String KEEP_OWN_RECEIPT =
            """
            insert into purge_receipt as known (device, service, removed, at)
            values (:id, :service, cast(cast(:removed as text) as jsonb), :at)
            on conflict (device, service) do update set
                removed = known.removed || excluded.removed, at = excluded.at
            """;
    /** A few at a time, so that no deletion pays for many. */
    private static final String FORGET_OLD =
            """
            delete from deleted_device where id in (
                select id from deleted_device where deleted_at < :before order by deleted_at limit 10
                for update skip locked)
            """;

    private static final String KEEP =
            """
            insert into purge_receipt (device, service, removed, at)
            select id, $3, $4, $5 from deleted_device where id = $1 and workspace = $2
            on conflict do nothing
            """;
    private static final String FIND =
            """
            with deleted as (
                select * from deleted_device
                where workspace = $1 and (id = $2 or (md5(device_id) = md5($2) and device_id = $2))
                order by deleted_at desc limit 1)
            select d.id, d.device_id, d.purge_data, d.deleted_at, r.service, r.removed, r.at
            from deleted d left join purge_receipt r on r.device = d.id order by r.at, r.service
            """;

    private final Pool pool;
    private final PurgeSettings settings;

    PostgresPurges(Pool pool, PurgeSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    @Override
    public Uni<Void> record(Deletion deletion) {
        return Panache.getSession()
                .chain(session -> insert(session, deletion)
                        .chain(() -> keepOwnReceipt(session, deletion.device().id(), deletion.removed(), deletion.at()))
                        .chain(() -> forgetBefore(session, deletion.at().minus(settings.kept()))))
                .replaceWithVoid();
    }

    private static Uni<Integer> insert(Mutiny.Session session, Deletion deletion) {
        return session.createNativeQuery(INSERT)
                .setParameter("id", deletion.device().id().value())
                .setParameter("workspace", deletion.device().workspace())
                .setParameter("name", deletion.device().deviceId())
                .setParameter("purge", deletion.purgeData())
                .setParameter("at", deletion.at())
                .setParameter("revision", deletion.revision())
                .executeUpdate();
    }

    private static Uni<Integer> keepOwnReceipt(
            Mutiny.Session session, DeviceId device, Map<String, Long> removed, Instant at) {
        return session.createNativeQuery(KEEP_OWN_RECEIPT)
                .setParameter("id", device.value())
                .setParameter("service", PurgeReport.REGISTRY)
                .setParameter("removed", new JsonObject(new LinkedHashMap<>(removed)).encode())
                .setParameter("at", at)
                .executeUpdate();
    }

    @Override
    public Uni<@Nullable DeletedDevice> lockKept(String workspace, String id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_KEPT, Object[].class)
                        .setParameter("id", id)
                        .setParameter("workspace", workspace)
                        .getSingleResultOrNull())
                .map(row -> row == null
                        ? null
                        : new DeletedDevice(
                                new DeviceId(id),
                                workspace,
                                (String) row[0],
                                (Long) row[1],
                                ((OffsetDateTime) row[2]).toInstant()));
    }

    @Override
    public Uni<Void> recordPurge(DeletedDevice device, long revision, Map<String, Long> removed, Instant at) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PURGE_KEPT)
                        .setParameter("id", device.id().value())
                        .setParameter("revision", revision)
                        .executeUpdate()
                        .chain(() -> keepOwnReceipt(session, device.id(), removed, at)))
                .replaceWithVoid();
    }

    private static Uni<Integer> forgetBefore(Mutiny.Session session, Instant before) {
        return session.createNativeQuery(FORGET_OLD)
                .setParameter("before", before)
                .executeUpdate();
    }

    @Override
    public Uni<Void> keep(DevicePurged receipt) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.from(new Object[] {
                    receipt.device(),
                    receipt.workspace(),
                    receipt.service(),
                    new JsonObject(new LinkedHashMap<>(receipt.removed())),
                    receipt.at().atOffset(ZoneOffset.UTC)
                }))
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable PurgeReport> find(String workspace, String reference) {
        return pool.preparedQuery(FIND).execute(Tuple.of(workspace, reference)).map(PostgresPurges::report);
    }

    private static @Nullable PurgeReport report(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        List<Receipt> receipts = new ArrayList<>();
        rows.forEach(row -> {
            if (row.getString("service") != null) {
                receipts.add(receipt(row));
            }
        });
        Row first = rows.iterator().next();
        return new PurgeReport(
                first.getString("id"),
                first.getString("device_id"),
                first.getBoolean("purge_data"),
                first.getOffsetDateTime("deleted_at").toInstant(),
                receipts);
    }

    private static Receipt receipt(Row row) {
        Map<String, Long> removed = new LinkedHashMap<>();
        row.get(JsonObject.class, "removed")
                .forEach(count -> removed.put(count.getKey(), ((Number) count.getValue()).longValue()));
        return new Receipt(
                row.getString("service"), removed, row.getOffsetDateTime("at").toInstant());
    }
}
