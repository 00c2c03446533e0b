package io.muster.registry.postgres;

import java.util.List;
import java.util.Map;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Statements in SQL with named parameters, in the session of the transaction that goes on. */
final class NativeQueries {

    private NativeQueries() {}

    static <T> Uni<T> one(Class<T> kind, String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> bind(session.createNativeQuery(sql, kind), parameters)
                .getSingleResult());
    }

    static <T> Uni<List<T>> all(Class<T> kind, String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> bind(session.createNativeQuery(sql, kind), parameters)
                .getResultList());
    }

    static <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query, Map<String, Object> parameters) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
