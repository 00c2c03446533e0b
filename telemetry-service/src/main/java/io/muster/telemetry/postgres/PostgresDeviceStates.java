package io.muster.telemetry.postgres;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.outbox.Outbox;
import io.muster.kit.outbox.OutboxRelay;
import io.muster.telemetry.state.DeviceStates;
import io.muster.telemetry.state.StateLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Says marked devices' states through the outbox. The row of a device is locked from being claimed to the commit: a batch
 * that stores more of it waits for that moment and marks it anew, and other replicas pass it over. What the claim waited
 * for is committed by then, so the latest rows that are read after it are at least as new as the mark.
 */
@ApplicationScoped
class PostgresDeviceStates implements DeviceStates {

    private static final String CLAIM =
            """
            with claimed as materialized (
                select device from device_state where due and said_at <= now() - $1::bigint * interval '1 ms'
                order by said_at limit $2 for update skip locked
            )
            update device_state state set due = false, said_at = now(), revision = revision + 1
            from claimed where state.device = claimed.device
            returning state.device, workspace, revision, last_seen, location, located_at
            """;
    private static final String END =
            """
            update device_state set due = false, location = null, located_at = null, revision = revision + 1
            where device = $1
            returning device, workspace, revision, last_seen, location, located_at
            """;
    private static final String REMOVE = "delete from device_state where device = $1";

    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final StateLimits limits;

    PostgresDeviceStates(Pool pool, Outbox outbox, OutboxRelay relay, StateLimits limits) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
        this.limits = limits;
    }

    @Override
    public Uni<Void> sayDue() {
        return sayBatch()
                .chain(said -> said < limits.batchSize() ? Uni.createFrom().voidItem() : sayDue());
    }

    @Override
    public Uni<Void> end(String device, boolean keepCount) {
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(END)
                        .execute(Tuple.of(device))
                        .chain(ended -> outbox.append(transaction, StateRows.events(ended, List.of())))
                        .chain(() -> keepCount ? Uni.createFrom().voidItem() : remove(transaction, device)))
                .invoke(relay::wakeIfNeeded);
    }

    private Uni<Integer> sayBatch() {
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(CLAIM)
                        .execute(Tuple.of(limits.interval().toMillis(), limits.batchSize()))
                        .call(claimed -> say(transaction, claimed)))
                .invoke(relay::wakeIfNeeded)
                .map(RowSet::size);
    }

    private Uni<Void> say(SqlConnection transaction, RowSet<Row> claimed) {
        return claimed.size() == 0
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(StateRows.LATEST)
                        .execute(StateRows.of(claimed, limits))
                        .chain(latest -> outbox.append(transaction, StateRows.events(claimed, latest)));
    }

    private static Uni<Void> remove(SqlConnection transaction, String device) {
        return transaction.preparedQuery(REMOVE).execute(Tuple.of(device)).replaceWithVoid();
    }
}
