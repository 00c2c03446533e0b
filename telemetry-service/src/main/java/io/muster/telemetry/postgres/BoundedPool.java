package io.muster.telemetry.postgres;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * Connections for what somebody waits for, devices or people. No statement on them takes for ever: Postgres ends one that
 * is slow, and a connection on which nothing comes for longer than that is to be closed; a batch does not wait for it. The
 * kit's own pool has no such bound, because a purge or a partition's removal may take long.
 */
@Singleton
@ReactiveDataSource(BoundedPool.NAME)
class BoundedPool implements PgPoolCreator {

    static final String NAME = "bounded";

    private final QueryLimits limits;

    BoundedPool(QueryLimits limits) {
        this.limits = limits;
    }

    @Override
    public Pool create(Input input) {
        Duration unused = Duration.of(
                input.poolOptions().getIdleTimeout(),
                input.poolOptions().getIdleTimeoutUnit().toChronoUnit());
        // One that nobody needs is closed by the pool before that.
        Duration silence = unused.plus(limits.timeout()).plus(limits.grace());
        input.pgConnectOptionsList().forEach(options -> bound(options, silence));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    private void bound(PgConnectOptions options, Duration silence) {
        String timeout = Long.toString(limits.timeout().toMillis());
        options.addProperty("statement_timeout", timeout)
                // Of a connection that we have given up, Postgres may know nothing, and keep what it has locked.
                .addProperty("idle_in_transaction_session_timeout", timeout)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout(Math.toIntExact(silence.toMillis()))
                .setConnectTimeout(Math.toIntExact(limits.connect().toMillis()));
    }
}
