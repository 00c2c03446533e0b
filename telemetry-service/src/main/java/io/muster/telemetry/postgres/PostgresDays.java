package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.ingest.Batch;
import io.muster.telemetry.ingest.Housekeeping;
import io.muster.telemetry.ingest.IngestLimits;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Makes the partitions: ahead, and before a batch that holds a day nobody has spoken of yet. */
@ApplicationScoped
class PostgresDays implements Housekeeping {

    private static final long DAY = 86_400;
    private static final String MAKE = "select make_telemetry_day($1)";
    private static final String FORGET_IDS =
            """
            delete from message_id where ctid = any(array(
                select ctid from message_id where received_at < $1 limit $2 for update skip locked))
            """;
    private static final String FORGET_REJECTED =
            """
            delete from rejected_message where ctid = any(array(
                select ctid from rejected_message where received_at < $1 limit $2 for update skip locked))
            """;

    private final Pool pool;
    private final IngestLimits limits;
    private final Set<Long> existing = ConcurrentHashMap.newKeySet();

    PostgresDays(@ReactiveDataSource(BoundedPool.NAME) Pool pool, IngestLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /** Makes room for a batch. Costs no query if all its days are known to have it. */
    Uni<Void> ensure(Batch batch) {
        Set<Long> missing = new TreeSet<>();
        batch.readings().forEach(reading -> noteMissing(reading.timestamp(), missing));
        batch.heard().forEach(message -> noteMissing(message.receivedAt(), missing));
        return missing.isEmpty() ? Uni.createFrom().voidItem() : make(missing);
    }

    private void noteMissing(Instant time, Set<Long> missing) {
        long day = Math.floorDiv(time.getEpochSecond(), DAY);
        if (!existing.contains(day)) {
            missing.add(day);
        }
    }

    /** After a failure: it may have been a partition that has been dropped meanwhile. */
    void forgetWhatExists() {
        existing.clear();
    }

    @Override
    public Uni<Void> makeDays(LocalDate first, LocalDate last) {
        List<Long> days = new ArrayList<>();
        for (long day = first.toEpochDay(); day <= last.toEpochDay(); day++) {
            days.add(day);
        }
        return make(days);
    }

    @Override
    public Uni<Void> forget(Instant messageIdsBefore, Instant rejectedBefore) {
        return forget(FORGET_IDS, messageIdsBefore).chain(() -> forget(FORGET_REJECTED, rejectedBefore));
    }

    private Uni<Void> make(Iterable<Long> days) {
        return Multi.createFrom()
                .iterable(days)
                .onItem()
                .transformToUniAndConcatenate(day -> pool.preparedQuery(MAKE)
                        .execute(Tuple.of(LocalDate.ofEpochDay(day)))
                        .invoke(() -> existing.add(day)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** In portions, so that no single delete holds many rows for long. */
    private Uni<Void> forget(String statement, Instant before) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(Times.utc(before), limits.forgetRows()))
                .chain(deleted -> deleted.rowCount() < limits.forgetRows()
                        ? Uni.createFrom().voidItem()
                        : forget(statement, before));
    }
}
