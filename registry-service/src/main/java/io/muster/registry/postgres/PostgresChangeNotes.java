package io.muster.registry.postgres;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.device.DeviceId;
import io.muster.registry.group.ChangeNotes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The notes that triggers make of changed devices. */
@ApplicationScoped
class PostgresChangeNotes implements ChangeNotes {

    private static final String OLDEST =
            """
            with oldest as (select id, workspace, device from device_change order by id limit $1)
            select id, workspace, device from oldest
            where workspace = (select workspace from oldest order by id limit 1) order by id
            """;

    private final Pool pool;

    PostgresChangeNotes(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<@Nullable ChangedDevices> oldest(int limit) {
        return pool.preparedQuery(OLDEST).execute(Tuple.of(limit)).map(PostgresChangeNotes::changed);
    }

    private static @Nullable ChangedDevices changed(RowSet<Row> rows) {
        List<Long> notes = new ArrayList<>();
        Set<DeviceId> devices = new LinkedHashSet<>();
        String workspace = null;
        for (Row row : rows) {
            workspace = row.getString("workspace");
            notes.add(row.getLong("id"));
            devices.add(new DeviceId(row.getString("device")));
        }
        return workspace == null ? null : new ChangedDevices(workspace, notes, List.copyOf(devices));
    }

    @Override
    public Uni<Void> forget(ChangedDevices changed) {
        return pool.preparedQuery("delete from device_change where id = any($1)")
                .execute(Tuple.of(changed.notes().toArray(Long[]::new)))
                .replaceWithVoid();
    }
}
