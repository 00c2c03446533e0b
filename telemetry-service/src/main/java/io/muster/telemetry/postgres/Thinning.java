package io.muster.telemetry.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.muster.telemetry.retention.RetentionLimits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Removes, day by day, what is too old for its group or workspace. Only days are looked at in which something has become
 * too old since they were looked at last, and all of the days in question once in a while: a device may have changed its
 * groups. In a day only readings of devices are looked at that are kept for less than the longest.
 */
final class Thinning {

    private static final String DUE =
            """
            select day from telemetry_days() as day
            cross join lateral (
                select day::timestamp at time zone 'UTC' as low, (day + 1)::timestamp at time zone 'UTC' as high) as span
            left join thinned_day done using (day)
            where exists (
                select from unnest($2::bigint[]) as kept (seconds)
                cross join lateral (select seconds * interval '1 second' as age) as old
                where low < $1::timestamptz - age and (
                    done.day is null or done.rules <> $3 or done.at < $1 - interval '1 day' or done.at - age < high))
            order by day
            """;
    /** Of the table of a day. */
    private static final String REMOVE =
            """
            with kept as materialized (
                select device.id, coalesce(grouped.seconds, named.seconds, $3) as seconds
                from known_device device
                left join unnest($4::text[], $5::bigint[]) as named (workspace, seconds) using (workspace)
                left join (
                    select member.device, max(longest.seconds) as seconds
                    from unnest($6::text[], $7::bigint[]) as longest (id, seconds)
                    join known_member member on member.group_id = longest.id and not member.removed
                    group by member.device
                ) as grouped on grouped.device = device.id
            )
            delete from telemetry_%1$s where ctid = any(array(
                select reading.ctid from kept join telemetry_%1$s reading on reading.device = kept.id
                where kept.seconds < $2 and reading.ts < $1::timestamptz - kept.seconds * interval '1 second' limit $8))
            """;

    private static final String NOTE =
            """
            insert into thinned_day as known (day, rules, at) values ($1, $2, $3)
            on conflict (day) do update set rules = excluded.rules, at = excluded.at
            """;
    private static final String FORGET_DROPPED = "delete from thinned_day where day not in (select telemetry_days())";

    private final SqlConnection connection;
    private final RetentionLimits limits;
    private final Instant now;
    private final String rules;

    Thinning(SqlConnection connection, RetentionLimits limits, Instant now) {
        this.connection = connection;
        this.limits = limits;
        this.now = now;
        this.rules =
                limits.readings() + " " + new TreeMap<>(limits.workspaces()) + " " + new TreeMap<>(limits.groups());
    }

    Uni<Void> run() {
        Long[] durations = all().map(Duration::toSeconds)
                .filter(kept -> kept < longest())
                .distinct()
                .toArray(Long[]::new);
        return connection
                .preparedQuery(FORGET_DROPPED)
                .execute()
                .chain(() -> connection.preparedQuery(DUE).execute(Tuple.of(Times.utc(now), durations, rules)))
                .chain(this::thinAll);
    }

    private Uni<Void> thinAll(RowSet<Row> days) {
        return Multi.createFrom()
                .iterable(days)
                .onItem()
                .transformToUniAndConcatenate(row -> thin(row.getLocalDate(0)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> thin(LocalDate day) {
        return remove(REMOVE.formatted(DateTimeFormatter.BASIC_ISO_DATE.format(day)))
                .chain(() -> connection.preparedQuery(NOTE).execute(Tuple.of(day, rules, Times.utc(now))))
                .replaceWithVoid();
    }

    /** In portions, so that no single delete holds many rows for long. */
    private Uni<Void> remove(String portion) {
        return connection
                .preparedQuery(portion)
                .execute(Tuple.of(Times.utc(now), longest(), limits.readings().toSeconds())
                        .addArrayOfString(names(limits.workspaces()))
                        .addArrayOfLong(seconds(limits.workspaces().values()))
                        .addArrayOfString(names(limits.groups()))
                        .addArrayOfLong(seconds(limits.groups().values()))
                        .addInteger(limits.portion()))
                .chain(removed ->
                        removed.rowCount() < limits.portion() ? Uni.createFrom().voidItem() : remove(portion));
    }

    private Stream<Duration> all() {
        return Stream.of(
                        List.of(limits.readings()),
                        limits.workspaces().values(),
                        limits.groups().values())
                .flatMap(Collection::stream);
    }

    private long longest() {
        return all().mapToLong(Duration::toSeconds).max().orElseThrow();
    }

    private static String[] names(Map<String, Duration> durations) {
        return durations.keySet().toArray(String[]::new);
    }

    private static Long[] seconds(Collection<Duration> durations) {
        return durations.stream().map(Duration::toSeconds).toArray(Long[]::new);
    }
}
