package io.muster.kit.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Statements in the transaction of a {@code @WithTransaction} method that go past the ORM, for what runs many times a
 * second: the ORM takes longer to prepare a statement and to make objects of its rows than Postgres to do the work. They
 * see what earlier statements wrote, but not what waits in the session for a flush.
 *
 * <p>Places of parameters are {@code $1}, {@code $2}…; values are strings, numbers, booleans, {@link OffsetDateTime}s and
 * arrays of these.
 */
public final class PlainSql {

    private PlainSql() {}

    /** The rows of a query, each made of its columns in their order. */
    public static <T> Uni<List<T>> list(
            String query, Function<@Nullable Object[], ? extends T> row, @Nullable Object... parameters) {
        return connection()
                .chain(connection -> Uni.createFrom().completionStage(() -> connection.select(query, parameters)))
                .map(found -> {
                    List<T> rows = new ArrayList<>(found.size());
                    found.forEachRemaining(columns -> rows.add(row.apply(columns)));
                    return rows;
                });
    }

    /** The rows of a query by their first columns, each of which is there once. */
    public static <K, V> Uni<Map<K, V>> byFirst(
            String query,
            Class<K> first,
            Function<@Nullable Object[], ? extends V> row,
            @Nullable Object... parameters) {
        return list(query, columns -> Map.entry(first.cast(columns[0]), row.apply(columns)), parameters)
                .map(entries -> {
                    Map<K, V> rows = new LinkedHashMap<>();
                    entries.forEach(entry -> rows.put(entry.getKey(), entry.getValue()));
                    return rows;
                });
    }

    /** How many rows the statement has changed. */
    public static Uni<Integer> update(String statement, @Nullable Object... parameters) {
        return connection()
                .chain(connection -> Uni.createFrom().completionStage(() -> connection.update(statement, parameters)));
    }

    /** A time as a parameter. */
    public static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Texts as a parameter: an array. */
    public static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static Uni<ReactiveConnection> connection() {
        return Panache.getSession().map(session -> ((MutinySessionImpl) session).getReactiveConnection());
    }
}
