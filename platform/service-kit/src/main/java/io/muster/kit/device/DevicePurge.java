package io.muster.kit.device;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DevicePurged;
import io.muster.kit.outbox.Outbox;
import io.muster.kit.outbox.OutboxRelay;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets a deleted device and says how much that was, in one transaction. */
@ApplicationScoped
class DevicePurge {

    private static final Pattern TABLE = Pattern.compile("[a-z_]{1,63}");

    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final List<String> tables;
    private final String service;
    private final Clock clock = Clock.systemUTC();

    DevicePurge(
            Pool pool,
            Outbox outbox,
            OutboxRelay relay,
            DeviceSettings settings,
            @ConfigProperty(name = "muster.service") String service) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
        this.tables = settings.purgedTables().orElse(List.of());
        this.service = service;
        for (String table : tables) {
            if (!TABLE.matcher(table).matches()) {
                throw new IllegalArgumentException("muster.device.purged-tables: not a table name: " + table);
            }
        }
    }

    Uni<Void> purge(DeviceDeleted deletion) {
        return pool.withTransaction(transaction -> removeAll(transaction, deletion.subject())
                        .chain(removed -> outbox.append(transaction, List.of(receipt(deletion, removed)))))
                .invoke(relay::wakeIfNeeded);
    }

    private Uni<Map<String, Long>> removeAll(SqlConnection transaction, String device) {
        return Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToUniAndConcatenate(table -> transaction
                        .preparedQuery("delete from " + table + " where device = $1")
                        .execute(Tuple.of(device))
                        .map(rows -> Map.entry(table, (long) rows.rowCount())))
                .collect()
                .in(LinkedHashMap::new, (removed, count) -> removed.put(count.getKey(), count.getValue()));
    }

    private DevicePurged receipt(DeviceDeleted deletion, Map<String, Long> removed) {
        return new DevicePurged(
                deletion.revision(), deletion.workspace(), deletion.subject(), service, removed, clock.instant());
    }
}
