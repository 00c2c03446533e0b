package io.muster.telemetry.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.aggregate.AggregateFunction;
import io.muster.telemetry.aggregate.AggregateLimits;
import io.muster.telemetry.aggregate.AggregateQuery;
import io.muster.telemetry.aggregate.Aggregates;
import io.muster.telemetry.aggregate.Bucket;
import io.muster.telemetry.history.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** Takes whole hours from the roll-ups, and the readings of what is left before and behind them. */
@ApplicationScoped
class PostgresAggregates implements Aggregates {

    private static final String READINGS =
            """
            select channel, key, ts, 1, number, number, number, ts, number, ts, number
            from telemetry cross join %s
            where workspace = $1 and device = any($2::text[]) and %s
                and ($5::text is null or channel = $5) and ($6::text[] is null or key = any($6))
            """;
    private static final String PIECES =
            """
            with pieces as (
                select channel, key, hour as at, count, sum, min, max, first_ts, first, last_ts, last
                from telemetry_hour
                where workspace = $1 and device = any($2::text[]) and hour >= $3
                    and hour < coalesce($4, 'infinity'::timestamptz)
                    and ($5::text is null or channel = $5) and ($6::text[] is null or key = any($6))
                union all
                %s
                union all
                %s
            )
            select channel, key, %s as bucket, %s as result
            from pieces group by channel, key, bucket order by bucket, channel, key limit $10
            """;

    private static final String INVALID_PARAMETER = "22023";

    private final Reads reads;
    private final AggregateLimits limits;

    PostgresAggregates(Reads reads, AggregateLimits limits) {
        this.reads = reads;
        this.limits = limits;
    }

    @Override
    public Uni<List<Point>> of(String workspace, List<String> devices, AggregateQuery query) {
        Span whole = query.wholeHours();
        return reads.of(
                        sql(query),
                        Tuple.from(Arrays.asList(
                                workspace,
                                devices.toArray(String[]::new),
                                Times.utc(whole.from()),
                                Times.utc(whole.to()),
                                query.channel(),
                                query.keys().isEmpty() ? null : query.keys().toArray(String[]::new),
                                Times.utc(query.span().from()),
                                Times.utc(query.span().to()),
                                query.zone().getId(),
                                limits.maxResults() + 1)))
                .onFailure(PostgresAggregates::isUnknownZone)
                .transform(unknown ->
                        new InvalidRequest("tz", "is not known to the database; name a city, such as Europe/Berlin"))
                .map(this::points);
    }

    /** Nothing else in the statement is a caller's word that Postgres has to know. */
    private static boolean isUnknownZone(Throwable failure) {
        return failure instanceof PgException refused && INVALID_PARAMETER.equals(refused.getSqlState());
    }

    private static String sql(AggregateQuery query) {
        String numbers = ReadingSql.numbers("telemetry.value");
        return PIECES.formatted(
                READINGS.formatted(numbers, "ts >= $7 and ts < $3"),
                READINGS.formatted(
                        numbers,
                        "ts >= coalesce($4, 'infinity'::timestamptz) and ts <= coalesce($8, 'infinity'::timestamptz)"),
                bucket(query.bucket()),
                result(query.function()));
    }

    private static String bucket(Bucket bucket) {
        return switch (bucket) {
            case MINUTE -> "date_trunc('minute', at, $9::text)";
            case FIVE_MINUTES -> "date_bin('5 minutes', at, timestamp '2000-01-01' at time zone $9::text)";
            case HOUR -> "date_trunc('hour', at, $9::text)";
            case DAY -> "date_trunc('day', at, $9::text)";
        };
    }

    private static String result(AggregateFunction function) {
        return switch (function) {
            case AVG -> "sum(sum) / sum(count)";
            case MIN -> "min(min)";
            case MAX -> "max(max)";
            case SUM -> "sum(sum)";
            case COUNT -> "sum(count)::bigint";
            case FIRST -> "(array_agg(first order by first_ts))[1]";
            case LAST -> "(array_agg(last order by last_ts desc))[1]";
            case P50 -> "percentile_cont(0.5) within group (order by first)";
            case P95 -> "percentile_cont(0.95) within group (order by first)";
        };
    }

    private List<Point> points(RowSet<Row> rows) {
        if (rows.size() > limits.maxResults()) {
            throw new InvalidRequest(
                    "keys", "and bucket ask for more than " + limits.maxResults() + " results; ask for fewer");
        }
        List<Point> points = new ArrayList<>();
        for (Row row : rows) {
            String channel = row.getString("channel");
            Instant start = row.getOffsetDateTime("bucket").toInstant();
            @Nullable Point last = points.isEmpty() ? null : points.get(points.size() - 1);
            if (last == null
                    || !last.timestamp().equals(start)
                    || !last.channel().equals(channel)) {
                last = new Point(start, channel, new LinkedHashMap<>());
                points.add(last);
            }
            last.values().put(row.getString("key"), (Number) row.getValue("result"));
        }
        return points;
    }
}
