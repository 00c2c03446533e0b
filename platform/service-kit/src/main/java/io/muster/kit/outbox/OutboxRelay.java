package io.muster.kit.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.kit.OwnContext;
import io.muster.kit.Underway;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * Brings committed events from the outbox to Kafka and removes them: at least once, and in order for each key.
 *
 * <p>One relay of all replicas works at a time; who does is whoever holds an advisory lock for the length of one
 * batch, so a relay that dies hands over at once. A batch is claimed by what is there, not by the last id seen: ids
 * that commit late are not skipped.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long LOCK = 0x6d757374_6f757462L;
    private static final String CLAIM =
            "select ctid::text as place, topic, key, headers, body from outbox order by id limit $1";
    /** By their places, which nobody moves: what Postgres believes of a table that is empty now and then has no say. */
    private static final String REMOVE = "delete from outbox where ctid = any($1::text[]::tid[])";

    private final Vertx vertx;
    private final Pool pool;
    private final OutboxPublisher publisher;
    private final OutboxSignal signal;
    private final OutboxSettings settings;
    private final OutboxMeters meters;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final Underway underway = new Underway();
    private volatile boolean stopped;
    private volatile long next = System.nanoTime();

    OutboxRelay(
            Vertx vertx,
            Pool pool,
            OutboxPublisher publisher,
            OutboxSignal signal,
            OutboxSettings settings,
            OutboxMeters meters) {
        this.vertx = vertx;
        this.pool = pool;
        this.publisher = publisher;
        this.signal = signal;
        this.settings = settings;
        this.meters = meters;
    }

    /** Not before all the rest has started: whoever leads makes all replicas' events wait for it. */
    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        vertx.setPeriodic(settings.pollInterval().toMillis(), timer -> wake());
    }

    /** A batch that is published and not removed is published again by another replica. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        underway.await(settings.publishTimeout());
    }

    /** To be called after a commit that does not end a {@code @WithTransaction} method. */
    public void wakeIfNeeded() {
        if (signal.lower()) {
            wake();
        }
    }

    /** To be called after a commit that surely holds events. */
    public void wake() {
        if (stopped) {
            return;
        }
        if (!busy.compareAndSet(false, true)) {
            again.set(true);
            return;
        }
        long early = TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime());
        if (early > 0) {
            vertx.setTimer(early, timer -> begin());
        } else {
            begin();
        }
    }

    /** Not as a part of the request that woke it: what goes out now is many requests'. */
    private void begin() {
        OwnContext.run(vertx.getDelegate(), this::relay);
    }

    private void relay() {
        again.set(false);
        if (stopped) {
            return;
        }
        underway.begin();
        relayBatch().subscribe().with(this::finished, this::failed);
    }

    private void finished(int published) {
        underway.end();
        boolean full = published == settings.batchSize();
        if (published > 0 && !full) {
            next = System.nanoTime() + settings.pace().toNanos();
        }
        busy.set(false);
        if (full || again.get()) {
            wake();
        }
    }

    private void failed(Throwable failure) {
        underway.end();
        busy.set(false);
        if (!stopped) {
            meters.failed();
            LOG.warnf("outbox batch not published, will be tried again reason=%s", failure.toString());
        }
    }

    private Uni<Integer> relayBatch() {
        return pool.withTransaction(transaction -> lead(transaction)
                .chain(leader -> leader
                        ? claimPublishRemove(transaction)
                        : Uni.createFrom().item(0)));
    }

    private static Uni<Boolean> lead(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Integer> claimPublishRemove(SqlConnection transaction) {
        return transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.of(settings.batchSize()))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(0);
                    }
                    String[] places = new String[rows.size()];
                    List<OutboxPublisher.Stored> records = records(rows, places);
                    return publisher
                            .publish(records)
                            .invoke(() -> meters.published(records))
                            .chain(() -> transaction.preparedQuery(REMOVE).execute(Tuple.of(places)))
                            .replaceWith(places.length);
                });
    }

    private static List<OutboxPublisher.Stored> records(RowSet<Row> rows, String[] places) {
        List<OutboxPublisher.Stored> records = new ArrayList<>(rows.size());
        for (Row row : rows) {
            places[records.size()] = row.getString("place");
            Map<String, Object> headers = row.get(JsonObject.class, "headers").getMap();
            records.add(new OutboxPublisher.Stored(
                    row.getString("topic"), row.getString("key"), headers, row.getString("body")));
        }
        return records;
    }
}
