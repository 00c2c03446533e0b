package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.live.Arrivals;
import io.muster.telemetry.live.LiveReading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Finds the end of the newest partitions by an index that has an entry for many pages, not for each row. */
@ApplicationScoped
class PostgresArrivals implements Arrivals {

    private static final String FIND =
            """
            select workspace, device, channel, ts, received_at, value, unit, message_id, claimed_ts, fingerprint
            from telemetry where workspace = any($1::text[]) and received_at > $2 and ts > $3
            order by received_at, device, channel, fingerprint limit $4
            """;

    private final Pool pool;

    PostgresArrivals(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<LiveReading>> since(
            Collection<String> workspaces, Instant receivedAfter, Instant measuredAfter, int limit) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        workspaces.toArray(String[]::new),
                        receivedAfter.atOffset(ZoneOffset.UTC),
                        measuredAfter.atOffset(ZoneOffset.UTC),
                        limit))
                .map(PostgresArrivals::readings);
    }

    private static List<LiveReading> readings(Iterable<Row> rows) {
        List<LiveReading> readings = new ArrayList<>();
        for (Row row : rows) {
            readings.add(new LiveReading(
                    row.getString("workspace"), row.getString("device"), PostgresStoredReadings.reading(row)));
        }
        return readings;
    }
}
