package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.ingest.Batch;
import io.muster.telemetry.ingest.EarlyMessage;
import io.muster.telemetry.ingest.Heard;
import io.muster.telemetry.ingest.IncomingMessage;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.Readings;
import io.muster.telemetry.ingest.Rejection;
import io.muster.telemetry.reading.Reading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Writes a batch as one transaction: one statement for all of its readings, one for their numbers, one that counts. */
@ApplicationScoped
class PostgresReadings implements Readings {

    /** Batches hold it together, a deletion alone: see {@link #settle}. */
    private static final long LOCK = 0x6d757374_74656c65L;

    private static final String ENTER = "select pg_advisory_xact_lock_shared($1)";
    private static final String SETTLE = "select pg_advisory_xact_lock($1)";
    private static final String DUE =
            """
            select id, workspace, device, path, payload, received_at from early_message waiting
            where received_at < $1 or exists (select from known_device where known_device.id = waiting.device)
            order by id limit $2
            """;

    private final Pool pool;
    private final PostgresDays days;
    private final IngestLimits limits;

    PostgresReadings(Pool pool, PostgresDays days, IngestLimits limits) {
        this.pool = pool;
        this.days = days;
        this.limits = limits;
    }

    @Override
    public Uni<Integer> store(Batch batch) {
        return days.ensure(batch)
                .chain(() -> pool.withTransaction(transaction -> write(transaction, batch)))
                .onFailure()
                .invoke(days::forgetWhatExists);
    }

    @Override
    public Uni<List<EarlyMessage>> due(Instant deadline, int limit) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(deadline.atOffset(ZoneOffset.UTC), limit))
                .map(PostgresReadings::early);
    }

    @Override
    public Uni<Void> settle() {
        return pool.withTransaction(
                        transaction -> transaction.preparedQuery(SETTLE).execute(Tuple.of(LOCK)))
                .replaceWithVoid();
    }

    private Uni<Integer> write(SqlConnection transaction, Batch batch) {
        return enter(transaction, batch)
                .chain(() -> keep(transaction, batch.readings()))
                .call(stored -> rollUp(transaction, stored))
                .call(stored -> count(transaction, batch.heard(), stored))
                .call(() -> setAside(transaction, batch))
                .map(List::size);
    }

    private Uni<Void> setAside(SqlConnection transaction, Batch batch) {
        return park(transaction, batch.early())
                .call(() -> release(transaction, batch.settled()))
                .chain(surplus -> reject(transaction, both(batch.rejections(), surplus)));
    }

    /** The lock is a statement of its own: what follows must see what was committed before it was given. */
    private static Uni<Void> enter(SqlConnection transaction, Batch batch) {
        return batch.heard().isEmpty() ? Uni.createFrom().voidItem() : run(transaction, ENTER, Tuple.of(LOCK));
    }

    /** Answers the readings that are new. */
    private static Uni<List<Reading>> keep(SqlConnection transaction, List<Reading> readings) {
        return readings.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction
                        .preparedQuery(ReadingSql.STORE)
                        .execute(ReadingRows.of(readings))
                        .map(answer -> stored(readings, answer.iterator().next().getArrayOfLongs(0)));
    }

    private static List<Reading> stored(List<Reading> readings, Long @Nullable [] numbers) {
        return numbers == null
                ? readings
                : Stream.of(numbers)
                        .sorted()
                        .map(number -> readings.get(number.intValue() - 1))
                        .toList();
    }

    private static Uni<Void> rollUp(SqlConnection transaction, List<Reading> stored) {
        return stored.isEmpty() ? Uni.createFrom().voidItem() : run(transaction, RollUpRows.ADD, RollUpRows.of(stored));
    }

    private Uni<Void> count(SqlConnection transaction, List<Heard> heard, List<Reading> stored) {
        if (heard.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Heard> numbered = SequenceRows.numbered(heard);
        if (numbered.isEmpty()) {
            return run(transaction, TrafficRows.ADD, TrafficRows.of(heard, null, stored));
        }
        return transaction
                .preparedQuery(SequenceRows.FIND)
                .execute(SequenceRows.find(numbered))
                .map(known -> new SequenceRows(numbered, known, limits))
                .call(sequences -> run(transaction, SequenceRows.PUT, sequences.put()))
                .chain(sequences -> run(transaction, TrafficRows.ADD, TrafficRows.of(heard, sequences, stored)));
    }

    /** The last thing that a batch does, all at once: see {@link RejectionRows#LOCK}. */
    private Uni<Void> reject(SqlConnection transaction, List<Rejection> rejections) {
        if (rejections.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] devices = RejectionRows.devices(rejections);
        return run(transaction, RejectionRows.LOCK, Tuple.of(devices))
                .chain(() -> run(transaction, RejectionRows.INSERT, RejectionRows.of(rejections)))
                .chain(() ->
                        run(transaction, RejectionRows.TRIM, Tuple.of(devices, (long) limits.rejectedPerDevice())));
    }

    /** Answers what had to go so that no device has more messages waiting than it may. */
    private Uni<List<Rejection>> park(SqlConnection transaction, List<IncomingMessage> early) {
        return early.isEmpty()
                ? Uni.createFrom().item(List.of())
                : run(transaction, EarlyRows.INSERT, EarlyRows.of(early))
                        .chain(() -> transaction.preparedQuery(EarlyRows.TRIM).execute(EarlyRows.trim(early, limits)))
                        .map(EarlyRows::surplus);
    }

    private static List<Rejection> both(List<Rejection> some, List<Rejection> others) {
        List<Rejection> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static Uni<Void> release(SqlConnection transaction, List<Long> settled) {
        return settled.isEmpty()
                ? Uni.createFrom().voidItem()
                : run(transaction, EarlyRows.SETTLE, Tuple.of(settled.toArray(Long[]::new)));
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }

    private static List<EarlyMessage> early(RowSet<Row> rows) {
        List<EarlyMessage> messages = new ArrayList<>(rows.size());
        for (Row row : rows) {
            messages.add(new EarlyMessage(
                    row.getLong(0),
                    new IncomingMessage(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBuffer(4).getBytes(),
                            row.getOffsetDateTime(5).toInstant())));
        }
        return messages;
    }
}
