package io.muster.command.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.Batch;
import io.muster.command.batch.Bucket;
import io.muster.command.batch.Turn;
import io.muster.command.batch.Turns;
import io.muster.command.execution.Execution;
import io.muster.kit.postgres.PlainSql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import static io.muster.kit.postgres.PlainSql.at;
import static io.muster.kit.postgres.PlainSql.texts;

@ApplicationScoped
class PostgresTurns implements Turns {

    private final ExecutionReader reader;

    PostgresTurns(ExecutionReader reader) {
        this.reader = reader;
    }

    @Override
    public Uni<Void> add(Batch batch, long held) {
        return PlainSql.update(PacingSql.ADD, batch.id(), batch.order().workspace(), held, at(batch.createdAt()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Turn>> all() {
        return PlainSql.list(PacingSql.ALL, PostgresTurns::turn);
    }

    @Override
    public Uni<Boolean> lead() {
        return PlainSql.list(PacingSql.LEAD, row -> row[0]).map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<Map<String, Bucket>> buckets(Collection<String> owners) {
        return PlainSql.byFirst(PacingSql.BUCKETS, String.class, row -> bucket(row, 1), (Object) texts(owners));
    }

    @Override
    public Uni<Integer> waiting(Instant now, int limit) {
        return PlainSql.list(PacingSql.WAITING, row -> ((Long) row[0]).intValue(), at(now), limit)
                .map(counted -> counted.get(0));
    }

    @Override
    public Uni<List<Execution>> next(Map<String, Integer> limits) {
        return reader.list(
                PacingSql.NEXT, texts(limits.keySet()), limits.values().toArray(Integer[]::new));
    }

    @Override
    public Uni<Set<String>> engaged(Collection<String> devices, Instant now) {
        return PlainSql.list(PacingSql.ENGAGED, row -> (String) row[0], texts(devices), at(now))
                .map(Set::copyOf);
    }

    @Override
    public Uni<Void> give(Collection<Given> given) {
        return PlainSql.update(
                        PacingSql.GIVE,
                        given.stream().map(Given::id).toArray(String[]::new),
                        given.stream().map(one -> at(one.dueAt())).toArray(OffsetDateTime[]::new))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> keep(Map<String, Bucket> buckets) {
        return PlainSql.update(PacingSql.KEEP, texts(buckets.keySet()), tokens(buckets), times(buckets))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> had(Map<String, Bucket> buckets, Map<String, Integer> given) {
        Integer[] counts = buckets.keySet().stream()
                .map(batch -> given.getOrDefault(batch, 0))
                .toArray(Integer[]::new);
        return PlainSql.update(PacingSql.HAD, texts(buckets.keySet()), tokens(buckets), times(buckets), counts)
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> end(Set<String> batches) {
        return PlainSql.update(PacingSql.END, (Object) texts(batches)).replaceWithVoid();
    }

    private static Double[] tokens(Map<String, Bucket> buckets) {
        return buckets.values().stream().map(Bucket::tokens).toArray(Double[]::new);
    }

    private static OffsetDateTime[] times(Map<String, Bucket> buckets) {
        return buckets.values().stream().map(bucket -> at(bucket.filledAt())).toArray(OffsetDateTime[]::new);
    }

    private static Turn turn(@Nullable Object[] row) {
        return new Turn((String) row[0], (String) row[1], (Long) row[2], (Double) row[3], bucket(row, 4));
    }

    private static Bucket bucket(@Nullable Object[] row, int first) {
        return new Bucket((Double) row[first], ((OffsetDateTime) row[first + 1]).toInstant());
    }
}
