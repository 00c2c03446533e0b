package io.muster.shadow.postgres;

import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.outbox.Outbox;
import io.muster.kit.outbox.OutboxRelay;
import io.muster.shadow.change.ShadowChange;
import io.muster.shadow.change.Shadows;
import io.muster.shadow.document.Shadow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresShadows implements Shadows {

    private static final String FIND =
            "select " + ShadowRow.COLUMNS + " from shadow where device = $1 and workspace = $2";
    private static final String LOCK = FIND + " for update";
    /** The share lock makes a deletion wait, so that its purge finds the row. */
    private static final String CREATE =
            """
            insert into shadow (device, workspace)
            select id, workspace from known_device where id = $1 and workspace = $2 and not deleted for share
            on conflict (device) do nothing
            """;

    private static final String SAVE =
            """
            update shadow set version = $2, desired = $3, desired_at = $4, reported = $5, reported_at = $6,
                delta_due = case when $7 then now() end
            where device = $1
            """;

    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;

    PostgresShadows(Pool pool, Outbox outbox, OutboxRelay relay) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
    }

    @Override
    public Uni<Shadow> find(String workspace, String device) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(device, workspace))
                .map(PostgresShadows::first)
                .onItem()
                .ifNull()
                .continueWith(() -> Shadow.untouched(workspace, device));
    }

    @Override
    public Uni<Shadow> update(String workspace, String device, UnaryOperator<ShadowChange> decision) {
        return pool.withTransaction(transaction -> lockOrCreate(transaction, Tuple.of(device, workspace))
                        .onItem()
                        .ifNull()
                        .failWith(() -> new DeviceUnknown(device))
                        .chain(before -> save(transaction, before, decision.apply(ShadowChange.of(before)))))
                .invoke(relay::wakeIfNeeded);
    }

    private static Uni<@Nullable Shadow> lockOrCreate(SqlConnection transaction, Tuple key) {
        return lock(transaction, key)
                .chain(present -> present != null
                        ? Uni.createFrom().item(present)
                        : transaction.preparedQuery(CREATE).execute(key).chain(() -> lock(transaction, key)));
    }

    private static Uni<@Nullable Shadow> lock(SqlConnection transaction, Tuple key) {
        return transaction.preparedQuery(LOCK).execute(key).map(PostgresShadows::first);
    }

    private Uni<Shadow> save(SqlConnection transaction, Shadow before, ShadowChange change) {
        Shadow after = change.shadow();
        if (after.equals(before)) {
            return Uni.createFrom().item(before);
        }
        return transaction
                .preparedQuery(SAVE)
                .execute(Tuple.from(new Object[] {
                    after.device(),
                    after.version(),
                    ShadowRow.json(after.desired()),
                    ShadowRow.time(after.desired()),
                    ShadowRow.json(after.reported()),
                    ShadowRow.time(after.reported()),
                    after.isPending()
                }))
                .chain(() -> outbox.append(transaction, change.events()))
                .replaceWith(after);
    }

    private static @Nullable Shadow first(RowSet<Row> rows) {
        RowIterator<Row> row = rows.iterator();
        return row.hasNext() ? ShadowRow.read(row.next()) : null;
    }
}
