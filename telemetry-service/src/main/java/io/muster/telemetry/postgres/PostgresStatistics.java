package io.muster.telemetry.postgres;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.telemetry.stats.Period;
import io.muster.telemetry.stats.Statistics;
import io.muster.telemetry.stats.Traffic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresStatistics implements Statistics {

    private static final String COUNT =
            """
            select coalesce(sum(messages + rejected), 0)::bigint as messages, coalesce(sum(bytes), 0)::bigint as bytes,
                coalesce(sum(duplicates), 0)::bigint as duplicates, coalesce(sum(gaps), 0)::bigint as gaps,
                coalesce(sum(rejected), 0)::bigint as rejected, min(first_at) as first_at, max(last_at) as last_at,
                (select regr_slope(level, extract(epoch from at) / 3600) as slope from (%s) as point
                 where at > $3 and at <= $4 and level between 0 and 100
                 group by channel, key having count(distinct at) > 1 order by count(*) desc, max(at) desc limit 1
                ) as trend
            from traffic where workspace = $1 and device = $2 and slot > $3
            """;
    private static final String BATTERY =
            "workspace = $1 and device = $2 and key in ('batteryLevel', 'battery', 'battery_level')";
    private static final String OF_AN_HOUR = COUNT.formatted("select channel, key, number as level, ts as at"
            + " from telemetry cross join " + ReadingSql.numbers("telemetry.value")
            + " where ts > $3 and ts <= $4 and " + BATTERY);
    /** The first and the last of each hour are enough to see a trend, and few; each at its own time. */
    private static final String OF_DAYS = COUNT.formatted("select channel, key, level, at from telemetry_hour"
            + " cross join lateral (values (first, first_ts), (last, last_ts)) as ends (level, at)"
            + " where hour > $3::timestamptz - interval '1 hour' and hour <= $4 and " + BATTERY);

    private final Reads reads;

    PostgresStatistics(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Uni<Traffic> of(KnownDevice device, Period period, Instant now) {
        return reads.of(
                        period == Period.HOUR ? OF_AN_HOUR : OF_DAYS,
                        Tuple.of(
                                device.workspace(), device.id(), Times.utc(now.minus(period.length())), Times.utc(now)))
                .map(rows -> traffic(rows.iterator().next()));
    }

    private static Traffic traffic(Row row) {
        return new Traffic(
                row.getLong("messages"),
                row.getLong("bytes"),
                row.getLong("duplicates"),
                row.getLong("gaps"),
                row.getLong("rejected"),
                Times.instant(row.getOffsetDateTime("first_at")),
                Times.instant(row.getOffsetDateTime("last_at")),
                row.getDouble("trend"));
    }
}
