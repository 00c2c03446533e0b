package io.muster.telemetry.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.telemetry.history.HistoryLimits;
import io.muster.telemetry.history.HistoryQuery;
import io.muster.telemetry.history.Position;
import io.muster.telemetry.history.Selection;
import io.muster.telemetry.history.Span;
import io.muster.telemetry.history.StoredReading;
import io.muster.telemetry.history.StoredReadings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Reads partitions by the index that begins with the device: other devices' rows are not touched. */
@ApplicationScoped
class PostgresStoredReadings implements StoredReadings {

    /**
     * The order begins with the index's, and the place where a page begins is a bound of the index, too: a page is read
     * and not more.
     */
    private static final String FIND =
            """
            select channel, ts, received_at, value, unit, message_id, claimed_ts, fingerprint from telemetry
            where workspace = $1 and device = $2 and ts >= $3 and ts <= coalesce($4, 'infinity'::timestamptz)
                and ($5::text is null or channel = $5)
                and ($6::text[] is null or value ?| $6)
            """;

    private static final String NEWEST_FIRST =
            """
                and ts <= coalesce($7, 'infinity'::timestamptz) and ($7 is null
                    or (ts, received_at, channel, fingerprint) < ($7, $8::timestamptz, $9::text, $10::bigint))
            order by ts desc, received_at desc, channel desc, fingerprint desc limit $11
            """;
    private static final String OLDEST_FIRST =
            """
                and ts >= coalesce($7, '-infinity'::timestamptz) and ($7 is null
                    or (ts, received_at, channel, fingerprint) > ($7, $8::timestamptz, $9::text, $10::bigint))
            order by ts, received_at, channel, fingerprint limit $11
            """;
    private static final String LATEST =
            """
            select channel, ts, received_at, value, unit, message_id, null::timestamptz as claimed_ts,
                0::bigint as fingerprint
            from latest where workspace = $1 and device = $2 order by channel
            """;

    private static final String BACKWARDS = Bytes.bounded(FIND + NEWEST_FIRST, 12);
    private static final String FORWARDS = Bytes.bounded(FIND + OLDEST_FIRST, 12);

    private final Reads reads;
    private final long pageBytes;

    PostgresStoredReadings(Reads reads, HistoryLimits limits) {
        this.reads = reads;
        this.pageBytes = limits.pageBytes().asLongValue();
    }

    @Override
    public Uni<Found> find(KnownDevice device, HistoryQuery query) {
        Selection selection = query.selection();
        return reads.of(selection.newestFirst() ? BACKWARDS : FORWARDS, parameters(device, query))
                .map(rows -> new Found(readings(rows, selection.keys()), Bytes.isCut(rows)));
    }

    @Override
    public Uni<List<StoredReading>> latest(KnownDevice device) {
        return reads.of(LATEST, Tuple.of(device.workspace(), device.id())).map(rows -> readings(rows, List.of()));
    }

    private Tuple parameters(KnownDevice device, HistoryQuery query) {
        Selection selection = query.selection();
        Span span = selection.span();
        @Nullable Position after = query.after();
        return Tuple.from(Arrays.asList(
                device.workspace(),
                device.id(),
                Times.utc(span.from()),
                Times.utc(span.to()),
                selection.channel(),
                selection.keys().isEmpty() ? null : selection.keys().toArray(String[]::new),
                after == null ? null : Times.utc(after.timestamp()),
                after == null ? null : Times.utc(after.receivedAt()),
                after == null ? null : after.channel(),
                after == null ? null : after.fingerprint(),
                query.limit(),
                pageBytes));
    }

    private static List<StoredReading> readings(RowSet<Row> rows, List<String> keys) {
        List<StoredReading> readings = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Map<String, Object> values = row.get(JsonObject.class, "value").getMap();
            if (!keys.isEmpty()) {
                values.keySet().retainAll(keys);
            }
            readings.add(reading(row, values));
        }
        return readings;
    }

    /** Of a row of the table of readings. */
    static StoredReading reading(Row row) {
        return reading(row, row.get(JsonObject.class, "value").getMap());
    }

    private static StoredReading reading(Row row, Map<String, Object> values) {
        return new StoredReading(
                row.getString("channel"),
                row.getOffsetDateTime("ts").toInstant(),
                row.getOffsetDateTime("received_at").toInstant(),
                Times.instant(row.getOffsetDateTime("claimed_ts")),
                values,
                row.getString("unit"),
                row.getString("message_id"),
                row.getLong("fingerprint"));
    }
}
