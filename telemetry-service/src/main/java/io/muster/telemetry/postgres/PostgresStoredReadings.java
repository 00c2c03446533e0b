package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.telemetry.history.HistoryQuery;
import io.muster.telemetry.history.StoredReading;
import io.muster.telemetry.history.StoredReadings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Reads partitions by the index that begins with the device: other devices' rows are not touched. */
@ApplicationScoped
class PostgresStoredReadings implements StoredReadings {

    private static final String FIND =
            """
            select channel, ts, received_at, value, unit, message_id, claimed_ts from telemetry
            where workspace = $1 and device = $2 and ts >= $3 and ts <= coalesce($4, 'infinity'::timestamptz)
                and ($5::text is null or channel = $5)
            order by ts desc, received_at desc limit $6
            """;
    private static final String LATEST =
            """
            select channel, ts, received_at, value, unit, message_id, null::timestamptz as claimed_ts from latest
            where workspace = $1 and device = $2 order by channel
            """;

    private final Pool pool;

    PostgresStoredReadings(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<StoredReading>> find(KnownDevice device, HistoryQuery query) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        device.workspace(),
                        device.id(),
                        query.from().atOffset(ZoneOffset.UTC),
                        query.to() == null ? null : query.to().atOffset(ZoneOffset.UTC),
                        query.channel(),
                        query.limit()))
                .map(PostgresStoredReadings::readings);
    }

    @Override
    public Uni<List<StoredReading>> latest(KnownDevice device) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(device.workspace(), device.id()))
                .map(PostgresStoredReadings::readings);
    }

    private static List<StoredReading> readings(RowSet<Row> rows) {
        List<StoredReading> readings = new ArrayList<>(rows.size());
        for (Row row : rows) {
            readings.add(new StoredReading(
                    row.getString("channel"),
                    row.getOffsetDateTime("ts").toInstant(),
                    row.getOffsetDateTime("received_at").toInstant(),
                    instant(row.getOffsetDateTime("claimed_ts")),
                    row.get(JsonObject.class, "value").getMap(),
                    row.getString("unit"),
                    row.getString("message_id")));
        }
        return readings;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
