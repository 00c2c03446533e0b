package io.muster.telemetry.postgres;

import java.net.ConnectException;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.Refusal;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** What people and programs ask: answered in time or refused. */
@ApplicationScoped
class Reads {

    private static final String CANCELED = "57014";

    private final Pool pool;
    private final QueryLimits limits;

    Reads(@ReactiveDataSource(BoundedPool.NAME) Pool pool, QueryLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /** Fails with a {@link Refusal} if Postgres does not answer in time, or cannot be reached. */
    Uni<RowSet<Row>> of(String query, Tuple parameters) {
        return pool.preparedQuery(query)
                .execute(parameters)
                .onFailure(Reads::isCanceled)
                .transform(canceled -> new TooSlow(limits))
                .onFailure(Reads::isAway)
                .transform(away -> new Away());
    }

    private static boolean isCanceled(Throwable failure) {
        return failure instanceof PgException refused && CANCELED.equals(refused.getSqlState());
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof ClosedConnectionException || failure instanceof ConnectException;
    }

    private static final class TooSlow extends Refusal {
        private static final long serialVersionUID = 1L;

        TooSlow(QueryLimits limits) {
            super(
                    Kind.UNAVAILABLE,
                    "query-timeout",
                    "The answer would take longer than " + limits.timeout().toMillis()
                            + " ms. Ask for a shorter span, fewer devices or keys, or larger buckets.");
        }
    }

    private static final class Away extends Refusal {
        private static final long serialVersionUID = 1L;

        Away() {
            super(Kind.UNAVAILABLE, "database-away", "The readings cannot be reached at the moment; try again later.");
        }
    }
}
