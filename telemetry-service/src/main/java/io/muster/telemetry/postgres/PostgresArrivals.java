package io.muster.telemetry.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.live.Arrivals;
import io.muster.telemetry.live.Horizon;
import io.muster.telemetry.live.LiveLimits;
import io.muster.telemetry.live.LiveReading;
import io.muster.telemetry.live.Stretch;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the newest partitions by an index that has an entry for many pages, not for each row; what one device
 * said there by the index that begins with the device. What of it is new, the transactions tell that wrote it.
 */
@ApplicationScoped
class PostgresArrivals implements Arrivals {

    private static final String HORIZON = "select pg_current_snapshot()::text";

    private static final String FIND =
            """
            select workspace, device, channel, ts, received_at, value, unit, message_id, claimed_ts, fingerprint
            from telemetry where %s and received_at >= $5 and ts > $10 and %s
                and (received_at, device, channel, ts, fingerprint)
                    > ($5, $6::text, $7::text, $8::timestamptz, $9::bigint)
            order by received_at, device, channel, ts, fingerprint limit $11
            """;
    static final String OF_WORKSPACES = FIND.formatted("workspace = any($12::text[])", Horizons.between("telemetry"));
    static final String OF_DEVICE = FIND.formatted("workspace = $12 and device = $13", Horizons.between("telemetry"));

    private static final String OF_WORKSPACES_BOUNDED = Bytes.bounded(OF_WORKSPACES, 13);
    private static final String OF_DEVICE_BOUNDED = Bytes.bounded(OF_DEVICE, 14);

    private final Pool pool;
    private final long partBytes;

    PostgresArrivals(@ReactiveDataSource(BoundedPool.NAME) Pool pool, LiveLimits limits) {
        this.pool = pool;
        this.partBytes = limits.batchBytes().asLongValue();
    }

    @Override
    public Uni<Horizon> horizon() {
        return pool.query(HORIZON)
                .execute()
                .map(rows -> Horizons.of(rows.iterator().next().getString(0)));
    }

    @Override
    public Multi<List<LiveReading>> ofWorkspaces(Collection<String> workspaces, Stretch stretch, int part) {
        return find(OF_WORKSPACES_BOUNDED, stretch, part, List.of(workspaces.toArray(String[]::new), partBytes));
    }

    @Override
    public Multi<List<LiveReading>> ofDevice(String workspace, String device, Stretch stretch, int part) {
        return find(OF_DEVICE_BOUNDED, stretch, part, List.of(workspace, device, partBytes));
    }

    private Multi<List<LiveReading>> find(String statement, Stretch stretch, int part, List<Object> whose) {
        return earliest(stretch).onItem().transformToMulti(earliest -> Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(Place.before(earliest)), place -> pool.preparedQuery(statement)
                        .execute(parameters(stretch, place.get(), part, whose))
                        .map(rows -> new Part(readings(rows), Bytes.isCut(rows)))
                        .invoke(found -> place.set(place.get().after(found.readings()))))
                .whilst(found -> found.cut() || found.readings().size() == part)
                .map(Part::readings));
    }

    /** Where the stretch begins, by arrival: earlier than it says if something was late. */
    private Uni<Instant> earliest(Stretch stretch) {
        return stretch.after() == null
                ? Uni.createFrom().item(stretch.receivedAfter())
                : pool.preparedQuery(LateRows.EARLIEST)
                        .execute(Tuple.from(Horizons.parameters(stretch)))
                        .map(rows -> earlier(stretch.receivedAfter(), rows));
    }

    private static Instant earlier(Instant time, RowSet<Row> late) {
        @Nullable Instant earliest = Times.instant(late.iterator().next().getOffsetDateTime(0));
        return earliest != null && earliest.isBefore(time) ? earliest : time;
    }

    private static Tuple parameters(Stretch stretch, Place place, int part, List<Object> whose) {
        List<@Nullable Object> parameters = new ArrayList<>(Horizons.parameters(stretch));
        parameters.addAll(Arrays.asList(
                Times.utc(place.receivedAt()),
                place.device(),
                place.channel(),
                Times.utc(place.timestamp()),
                place.fingerprint(),
                Times.utc(stretch.measuredAfter()),
                part));
        parameters.addAll(whose);
        return Tuple.from(parameters);
    }

    private static List<LiveReading> readings(RowSet<Row> rows) {
        List<LiveReading> readings = new ArrayList<>(rows.size());
        for (Row row : rows) {
            readings.add(new LiveReading(
                    row.getString("workspace"), row.getString("device"), PostgresStoredReadings.reading(row)));
        }
        return readings;
    }

    /** @param cut whether it would be too many bytes with more of what was asked for */
    private record Part(List<LiveReading> readings, boolean cut) {}

    /** Where a part of a stretch begins. */
    private record Place(Instant receivedAt, String device, String channel, Instant timestamp, long fingerprint) {

        static Place before(Instant receivedAt) {
            return new Place(receivedAt, "", "", Instant.EPOCH, 0);
        }

        Place after(List<LiveReading> found) {
            if (found.isEmpty()) {
                return this;
            }
            LiveReading last = found.get(found.size() - 1);
            return new Place(
                    last.reading().receivedAt(),
                    last.device(),
                    last.reading().channel(),
                    last.reading().timestamp(),
                    last.reading().fingerprint());
        }
    }
}
