package io.muster.command.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.Batch;
import io.muster.command.batch.Bucket;
import io.muster.command.batch.Turn;
import io.muster.command.batch.Turns;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class PostgresTurns implements Turns {

    private final JsonText json;

    PostgresTurns(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<Void> add(Batch batch, long held) {
        return update(PacingSql.ADD, query -> query.setParameter("batch", batch.id())
                .setParameter("workspace", batch.order().workspace())
                .setParameter("held", held)
                .setParameter("now", batch.createdAt()));
    }

    @Override
    public Uni<List<Turn>> all() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(PacingSql.ALL, Object[].class).getResultList())
                .map(rows -> rows.stream().map(PostgresTurns::turn).toList());
    }

    @Override
    public Uni<Boolean> lead() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(PacingSql.LEAD, String.class).getResultList())
                .map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<Map<String, Bucket>> buckets(Collection<String> owners) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PacingSql.BUCKETS, Object[].class)
                        .setParameter("owners", json.write(owners))
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> bucket(row, 1))));
    }

    @Override
    public Uni<Integer> waiting(Instant now, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PacingSql.WAITING, Long.class)
                        .setParameter("now", now)
                        .setParameter("limit", limit)
                        .getSingleResult())
                .map(Long::intValue);
    }

    @Override
    public Uni<List<String>> next(Map<String, Integer> limits) {
        return Panache.getSession()
                // What was read before the lines were locked may have changed.
                .invoke(Mutiny.Session::clear)
                .chain(session -> session.createNativeQuery(PacingSql.NEXT, String.class)
                        .setParameter("limits", json.write(limits))
                        .getResultList());
    }

    @Override
    public Uni<Void> give(Collection<Given> given) {
        return update(PacingSql.GIVE, query -> query.setParameter("given", json.write(given)));
    }

    @Override
    public Uni<Void> keep(Map<String, Bucket> buckets) {
        return update(PacingSql.KEEP, query -> query.setParameter("buckets", json.write(kept(buckets, Map.of()))));
    }

    @Override
    public Uni<Void> had(Map<String, Bucket> buckets, Map<String, Integer> given) {
        return update(PacingSql.HAD, query -> query.setParameter("had", json.write(kept(buckets, given))));
    }

    @Override
    public Uni<Void> end(Set<String> batches) {
        return update(PacingSql.END, query -> query.setParameter("batches", json.write(batches)));
    }

    private static Uni<Void> update(String statement, UnaryOperator<Mutiny.MutationQuery> bind) {
        return Panache.getSession()
                .chain(session ->
                        bind.apply(session.createNativeQuery(statement)).executeUpdate())
                .replaceWithVoid();
    }

    private static Turn turn(Object[] row) {
        return new Turn(
                (String) row[0], (String) row[1], ((Number) row[2]).longValue(), (Double) row[3], bucket(row, 4));
    }

    private static Bucket bucket(Object[] row, int first) {
        return new Bucket((Double) row[first], ((OffsetDateTime) row[first + 1]).toInstant());
    }

    private static List<Kept> kept(Map<String, Bucket> buckets, Map<String, Integer> given) {
        return buckets.entrySet().stream()
                .map(entry -> new Kept(
                        entry.getKey(),
                        entry.getValue().tokens(),
                        entry.getValue().filledAt().toString(),
                        given.getOrDefault(entry.getKey(), 0)))
                .toList();
    }

    /** By the names of the columns. The time is exact: those that are answered have milliseconds. */
    private record Kept(String owner, double tokens, String filledAt, int given) {}
}
