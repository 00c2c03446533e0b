package io.muster.shadow.postgres;

import java.util.List;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ShadowEvent;
import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.outbox.Outbox;
import io.muster.kit.outbox.OutboxRelay;
import io.muster.shadow.change.ShadowChange;
import io.muster.shadow.change.ShadowRefusal.TooManyNames;
import io.muster.shadow.change.Shadows;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.history.HistorySettings;
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
            "select " + ShadowRow.COLUMNS + " from shadow where device = $1 and workspace = $2 and name = $3";
    private static final String NAMED = "select " + ShadowRow.COLUMNS
            + " from shadow where device = $1 and workspace = $2 and name <> '' order by name";
    private static final String LOCK = FIND + " for update";
    /** Makes a deletion wait, so that its purge finds the row; and who else makes a shadow of the device. */
    private static final String LOCK_DEVICE =
            "select from known_device where id = $1 and workspace = $2 and not deleted for no key update";

    private static final String COUNT_NAMED = "select count(*) from shadow where device = $1 and name <> ''";
    /** A name that was given up makes room, with its past; the one that was given up first. */
    private static final String GIVE_UP =
            """
            with gone as (
                delete from shadow where device = $1 and name = (
                    select name from shadow
                    where device = $1 and name <> '' and desired::text = '{}' and reported::text = '{}'
                    order by greatest(desired_at, reported_at) nulls first limit 1)
                    and desired::text = '{}' and reported::text = '{}'
                returning device, name),
            forgotten as (
                delete from shadow_version past using gone where past.device = gone.device and past.name = gone.name)
            select name from gone
            """;

    private static final String CREATE =
            "insert into shadow (device, workspace, name) values ($1, $2, $3) on conflict (device, name) do nothing";
    /** The shadow, its versions and what is said of them: one way to the database. */
    private static final String SAVE =
            """
            with saved as (
                update shadow set version = $3, desired = $4, desired_at = $5, desired_meta = $6, reported = $7,
                    reported_at = $8, reported_meta = $9, policy = $10, rejected = $11,
                    delta_due = case when $12 then now() when $13 then delta_due end,
                    diverged_since = case when $13 then coalesce(diverged_since, now()) end, pending_keys = $22
                where device = $1 and name = $2),
            kept as (
                insert into shadow_version (device, name, workspace, version, at, source, actor, patch, document)
                select $1, $2, $14, version, at, source, actor, patch::json, document::json
                from unnest($15::bigint[], $16::timestamptz[], $17::text[], $18::text[], $19::text[], $20::text[])
                    as news (version, at, source, actor, patch, document))
            %s
            """
                    .formatted(Outbox.insert("$21") + " order by position");

    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final ShadowLimits limits;
    private final HistorySettings history;

    PostgresShadows(Pool pool, Outbox outbox, OutboxRelay relay, ShadowLimits limits, HistorySettings history) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
        this.limits = limits;
        this.history = history;
    }

    @Override
    public Uni<Shadow> find(ShadowId id) {
        return pool.preparedQuery(FIND)
                .execute(key(id))
                .map(PostgresShadows::first)
                .onItem()
                .ifNull()
                .continueWith(() -> Shadow.untouched(id));
    }

    @Override
    public Uni<List<Shadow>> named(String workspace, String device) {
        return pool.preparedQuery(NAMED)
                .execute(Tuple.of(device, workspace))
                .map(rows -> rows.stream().map(ShadowRow::read).toList());
    }

    @Override
    public Uni<Shadow> update(ShadowId id, UnaryOperator<ShadowChange> decision) {
        return pool.withTransaction(transaction -> lockOrCreate(transaction, id)
                        .chain(before -> save(transaction, before, decision.apply(ShadowChange.of(before)))))
                .invoke(relay::wakeIfNeeded);
    }

    private Uni<Shadow> lockOrCreate(SqlConnection transaction, ShadowId id) {
        return lock(transaction, id).onItem().ifNull().switchTo(() -> requireDevice(transaction, id)
                .call(() -> requireRoom(transaction, id))
                .chain(() -> transaction.preparedQuery(CREATE).execute(key(id)))
                .chain(() -> lock(transaction, id)));
    }

    private static Uni<RowSet<Row>> requireDevice(SqlConnection transaction, ShadowId id) {
        return transaction
                .preparedQuery(LOCK_DEVICE)
                .execute(Tuple.of(id.device(), id.workspace()))
                .invoke(devices -> {
                    if (devices.rowCount() == 0) {
                        throw new DeviceUnknown(id.device());
                    }
                });
    }

    private Uni<Void> requireRoom(SqlConnection transaction, ShadowId id) {
        return !id.isNamed()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(COUNT_NAMED)
                        .execute(Tuple.of(id.device()))
                        .chain(rows -> rows.iterator().next().getLong(0) < limits.maxNames()
                                ? Uni.createFrom().voidItem()
                                : makeRoom(transaction, id));
    }

    private Uni<Void> makeRoom(SqlConnection transaction, ShadowId id) {
        return transaction
                .preparedQuery(GIVE_UP)
                .execute(Tuple.of(id.device()))
                .invoke(gone -> {
                    if (gone.rowCount() == 0) {
                        throw new TooManyNames(limits.maxNames());
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<@Nullable Shadow> lock(SqlConnection transaction, ShadowId id) {
        return transaction.preparedQuery(LOCK).execute(key(id)).map(PostgresShadows::first);
    }

    private Uni<Shadow> save(SqlConnection transaction, Shadow before, ShadowChange change) {
        Shadow after = change.shadow();
        if (after.equals(before) && !change.asksAgain()) {
            return Uni.createFrom().item(before);
        }
        List<ShadowEvent> events = change.events();
        boolean pending = after.isPending();
        boolean due = pending && (change.asksAgain() || asksAnew(before, after));
        Tuple values = ShadowRow.tuple(after, due, pending, after.workspace());
        for (Object column : new VersionRows(change.revisions(), history.wholeEvery()).columns()) {
            values.addValue(column);
        }
        return transaction
                .preparedQuery(SAVE)
                .execute(values.addValue(outbox.rows(events)).addArrayOfString(pendingKeys(after)))
                .invoke(() -> {
                    if (!events.isEmpty()) {
                        outbox.noteAppended();
                    }
                })
                .replaceWith(after);
    }

    /** A delta that is still the same is not sent again: what else the device says would be answered with it each time. */
    private static boolean asksAnew(Shadow before, Shadow after) {
        return !(after.delta().isSameAs(before.delta())
                && after.desired().state().isSameAs(before.desired().state()));
    }

    private static String[] pendingKeys(Shadow shadow) {
        return shadow.delta().values().keySet().toArray(String[]::new);
    }

    private static Tuple key(ShadowId id) {
        return Tuple.of(id.device(), id.workspace(), id.name());
    }

    private static @Nullable Shadow first(RowSet<Row> rows) {
        RowIterator<Row> row = rows.iterator();
        return row.hasNext() ? ShadowRow.read(row.next()) : null;
    }
}
