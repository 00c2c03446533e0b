package io.muster.telemetry.postgres;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.retention.Past;
import io.muster.telemetry.retention.RetentionLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresPast implements Past {

    private static final String DROP = "select drop_telemetry_part($1, $2)";
    /** The session that holds it is the one that thins. */
    private static final String ENTER = "select pg_try_advisory_lock(hashtext('thinning'))";

    private static final String LEAVE = "select pg_advisory_unlock(hashtext('thinning'))";

    private final Pool pool;
    private final RetentionLimits limits;

    PostgresPast(Pool pool, RetentionLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    @Override
    public Uni<Void> drop(Kind kind, Instant before) {
        return pool.withTransaction(transaction ->
                        transaction.preparedQuery(DROP).execute(Tuple.of(table(kind), Times.utc(before))))
                .chain(dropped -> dropped.iterator().next().getBoolean(0)
                        ? drop(kind, before)
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> thin(Instant now) {
        return pool.withConnection(connection -> hold(connection)
                .chain(held -> held ? alone(connection, now) : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> hold(SqlConnection connection) {
        return connection.query(ENTER).execute().map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    private Uni<Void> alone(SqlConnection connection, Instant now) {
        return new Thinning(connection, limits, now)
                .run()
                .eventually(() -> connection.query(LEAVE).execute());
    }

    private static String table(Kind kind) {
        return switch (kind) {
            case READINGS -> "telemetry";
            case ROLL_UPS -> "telemetry_hour";
            case TRAFFIC -> "traffic";
        };
    }
}
