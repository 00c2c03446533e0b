package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
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

/**
 * Finds the end of the newest partitions by an index that has an entry for many pages, not for each row; what one device
 * said there by the index that begins with the device.
 */
@ApplicationScoped
class PostgresArrivals implements Arrivals {

    private static final String FIND =
            """
            select workspace, device, channel, ts, received_at, value, unit, message_id, claimed_ts, fingerprint
            from telemetry where %s and received_at > $2 and ts > $3
            order by received_at, device, channel, fingerprint limit $4
            """;
    private static final String OF_WORKSPACES = FIND.formatted("workspace = any($1::text[])");
    static final String OF_DEVICE = FIND.formatted("workspace = $5 and device = $1");

    private final Pool pool;

    PostgresArrivals(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<LiveReading>> since(
            Collection<String> workspaces, Instant receivedAfter, Instant measuredAfter, int limit) {
        return pool.preparedQuery(OF_WORKSPACES)
                .execute(Tuple.of(workspaces.toArray(String[]::new), utc(receivedAfter), utc(measuredAfter), limit))
                .map(PostgresArrivals::readings);
    }

    @Override
    public Uni<List<LiveReading>> ofDevice(
            String workspace, String device, Instant receivedAfter, Instant measuredAfter, int limit) {
        return pool.preparedQuery(OF_DEVICE)
                .execute(Tuple.of(device, utc(receivedAfter), utc(measuredAfter), limit, workspace))
                .map(PostgresArrivals::readings);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
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
