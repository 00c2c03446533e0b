package io.muster.telemetry.postgres;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.postgres.Lookups;
import io.muster.kit.problem.DatabaseAway;
import io.muster.kit.problem.Refusal;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What people and programs ask: answered in time or refused. */
@ApplicationScoped
class Reads {

    private final Lookups queries;
    private final QueryLimits limits;

    Reads(@ReactiveDataSource(BoundedPool.NAME) Pool pool, QueryLimits limits) {
        // Postgres ends what is slow; only one that is silent is not waited for any longer.
        this.queries = new Lookups(pool, limits.timeout().plus(limits.grace()));
        this.limits = limits;
    }

    /** Fails with a {@link Refusal} if Postgres does not answer in time, or cannot be reached. */
    Uni<RowSet<Row>> of(String query, Tuple parameters) {
        return queries.of(query, parameters)
                .onFailure(failure -> failure instanceof DatabaseAway away && away.isSlow())
                .transform(slow -> new TooSlow(limits));
    }

    private static final class TooSlow extends Refusal {
        private static final long serialVersionUID = 1L;

        private final Duration timeout;

        TooSlow(QueryLimits limits) {
            super(
                    Kind.UNAVAILABLE,
                    "query-timeout",
                    "The answer would take longer than " + limits.timeout().toMillis()
                            + " ms. Ask for a shorter span, fewer devices or keys, or larger buckets.");
            this.timeout = limits.timeout();
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(timeout);
        }
    }
}
