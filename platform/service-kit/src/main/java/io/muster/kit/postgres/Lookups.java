package io.muster.kit.postgres;

import java.time.Duration;

import io.muster.kit.problem.DatabaseAway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Short statements that somebody waits for: what a request cannot do without, and what is learned from other services,
 * which is tried again.
 */
public final class Lookups {

    private final Pool pool;
    private final Duration patience;

    /** @param patience after which a query is given up, whatever has become of its connection */
    public Lookups(Pool pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    /** Fails with {@link DatabaseAway} if Postgres cannot be reached, or does not answer in time. */
    public Uni<RowSet<Row>> of(String query, Tuple parameters) {
        return pool.preparedQuery(query)
                .execute(parameters)
                .ifNoItem()
                .after(patience)
                .failWith(DatabaseAway::new)
                .onFailure()
                .transform(failure ->
                        DatabaseAway.in(failure).<Throwable>map(away -> away).orElse(failure));
    }
}
