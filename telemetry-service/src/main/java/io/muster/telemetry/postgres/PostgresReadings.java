package io.muster.telemetry.postgres;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.mqtt.DataFault;
import io.muster.kit.problem.DatabaseAway;
import io.muster.telemetry.ingest.Batch;
import io.muster.telemetry.ingest.EarlyMessage;
import io.muster.telemetry.ingest.Heard;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.Readings;
import io.muster.telemetry.ingest.Unstorable;
import io.muster.telemetry.live.LiveLimits;
import io.muster.telemetry.reading.Reading;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Writes a batch as one transaction. What it changes beside the readings is put together in memory, a row for each that
 * is changed, and written by one statement for each table.
 */
@ApplicationScoped
class PostgresReadings implements Readings {

    /** Batches hold it together, a deletion alone: see {@link #settle}. */
    private static final long LOCK = 0x6d757374_74656c65L;

    private static final String ENTER = "select pg_advisory_xact_lock_shared($1)";
    private static final String PRESENT = "select id from known_device where id = any($1::text[]) and not deleted";
    private static final String SETTLE = "select pg_advisory_xact_lock($1)";

    private final Pool pool;
    private final PostgresDays days;
    private final IngestLimits limits;
    private final LiveLimits live;
    private final RolledUpNames names;
    private final IngestMeters meters;
    private final Duration patience;
    private final Clock clock = Clock.systemUTC();

    PostgresReadings(
            @ReactiveDataSource(BoundedPool.NAME) Pool pool,
            PostgresDays days,
            IngestLimits limits,
            LiveLimits live,
            RolledUpNames names,
            IngestMeters meters,
            QueryLimits queries) {
        this.pool = pool;
        this.days = days;
        this.limits = limits;
        this.live = live;
        this.names = names;
        this.meters = meters;
        this.patience = queries.timeout().plus(queries.grace());
    }

    @Override
    public Uni<Integer> store(Batch batch) {
        return days.ensure(batch)
                .chain(() -> pool.withTransaction(transaction -> write(transaction, batch)))
                // A connection that has fallen silent: the batch is tried again over another one.
                .ifNoItem()
                .after(patience)
                .failWith(DatabaseAway::new)
                .invoke(stored -> meters.count(batch, stored))
                .onFailure()
                .invoke(days::forgetWhatExists)
                .onFailure(DataFault::is)
                .transform(Unstorable::new);
    }

    @Override
    public Uni<List<EarlyMessage>> due(Instant deadline, int limit) {
        return pool.preparedQuery(EarlyRows.DUE)
                .execute(Tuple.of(Times.utc(deadline), limit))
                .map(EarlyRows::messages);
    }

    @Override
    public Uni<Void> settle() {
        return pool.withTransaction(
                        transaction -> transaction.preparedQuery(SETTLE).execute(Tuple.of(LOCK)))
                .replaceWithVoid();
    }

    private Uni<Integer> write(SqlConnection transaction, Batch batch) {
        SetAside aside = new SetAside(transaction, limits);
        return aside.claim(batch.settled())
                .chain(() -> enter(transaction, batch))
                .chain(entered -> record(transaction, entered))
                .call(() -> aside.write(batch))
                .call(() -> sayIfLate(transaction, batch.readings()));
    }

    /** The last thing before the commit: whatever a batch waits for makes it late. */
    private Uni<Void> sayIfLate(SqlConnection transaction, List<Reading> readings) {
        return LateRows.earliest(readings, clock.instant(), live)
                .map(earliest -> run(transaction, LateRows.ADD, LateRows.of(earliest, live)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Integer> record(SqlConnection transaction, Batch batch) {
        return name(transaction, batch.readings())
                .chain(fresh -> keep(transaction, fresh).call(stored -> moveOn(transaction, fresh, stored)))
                .call(stored -> count(transaction, batch.heard(), stored))
                .map(List::size);
    }

    /**
     * Answers the batch without devices that have been deleted meanwhile. The lock is a statement of its own: what
     * follows must see what was committed before it was given.
     */
    private static Uni<Batch> enter(SqlConnection transaction, Batch batch) {
        if (batch.heard().isEmpty()) {
            return Uni.createFrom().item(batch);
        }
        Set<String> devices = batch.heard().stream().map(Heard::device).collect(Collectors.toSet());
        return run(transaction, ENTER, Tuple.of(LOCK))
                .chain(() -> transaction.preparedQuery(PRESENT).execute(Tuple.of(devices.toArray(String[]::new))))
                .map(present -> present.size() == devices.size() ? batch : batch.only(ids(present)));
    }

    private static Set<String> ids(RowSet<Row> devices) {
        return devices.stream().map(row -> row.getString(0)).collect(Collectors.toSet());
    }

    /** Answers the readings whose message id is new, and those that have none. */
    private static Uni<List<Reading>> name(SqlConnection transaction, List<Reading> readings) {
        MessageIdRows ids = new MessageIdRows(readings);
        return ids.isEmpty()
                ? Uni.createFrom().item(readings)
                : transaction
                        .preparedQuery(MessageIdRows.ADD)
                        .execute(ids.columns())
                        .map(added -> ids.fresh(readings, added));
    }

    /** Answers the readings that are new. */
    private static Uni<List<Reading>> keep(SqlConnection transaction, List<Reading> readings) {
        if (readings.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        ReadingRows rows = new ReadingRows(readings);
        return transaction
                .preparedQuery(ReadingSql.STORE)
                .execute(rows.columns())
                .map(answer -> rows.readings(answer.iterator().next().getArrayOfLongs(0)));
    }

    /** What can be asked of devices without looking at their readings; a device is heard also where it repeats itself. */
    private Uni<Void> moveOn(SqlConnection transaction, List<Reading> heard, List<Reading> stored) {
        List<Uni<Void>> statements = new ArrayList<>();
        if (!heard.isEmpty()) {
            statements.add(run(transaction, MarkRows.PUT, MarkRows.of(heard)));
        }
        if (!stored.isEmpty()) {
            statements.add(run(transaction, LatestRows.PUT, LatestRows.of(stored)));
            statements.add(run(transaction, RollUpRows.ADD, RollUpRows.of(stored, names::admit)));
        }
        List<Reading> words = HealthRows.among(stored);
        if (!words.isEmpty()) {
            statements.add(run(transaction, HealthRows.PUT, HealthRows.of(words)));
        }
        return all(statements);
    }

    /** One after another, but without waiting for the answer to one before the next is sent. */
    private static Uni<Void> all(List<Uni<Void>> statements) {
        return statements.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(statements).andFailFast().replaceWithVoid();
    }

    private Uni<Void> count(SqlConnection transaction, List<Heard> heard, List<Reading> stored) {
        if (heard.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Heard> numbered = SequenceRows.numbered(heard);
        if (numbered.isEmpty()) {
            return run(transaction, TrafficRows.ADD, TrafficRows.of(heard, null, stored));
        }
        return run(transaction, SequenceRows.BEGIN, SequenceRows.begin(numbered))
                .chain(() -> transaction.preparedQuery(SequenceRows.FIND).execute(SequenceRows.find(numbered)))
                .map(known -> new SequenceRows(numbered, known, limits))
                .call(sequences -> run(transaction, SequenceRows.PUT, sequences.put()))
                .chain(sequences -> run(transaction, TrafficRows.ADD, TrafficRows.of(heard, sequences, stored)));
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }
}
