package io.muster.telemetry.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.retention.Past;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresPast implements Past {

    private static final int PORTION = 10_000;
    private static final String DROP = "select drop_telemetry_part($1, $2)";
    private static final String THIN =
            """
            delete from telemetry where (tableoid, ctid) in (
                select reading.tableoid, reading.ctid from telemetry reading
                left join unnest($1::text[], $2::bigint[]) as kept (workspace, seconds) using (workspace)
                left join lateral (
                    select max(longest.seconds) as seconds from unnest($6::text[], $7::bigint[]) as longest (id, seconds)
                    join known_member member
                        on member.group_id = longest.id and member.device = reading.device and not member.removed
                ) as grouped on true
                where ts < $3::timestamptz - coalesce(grouped.seconds, kept.seconds, $4) * interval '1 second' limit $5)
            """;

    private final Pool pool;

    PostgresPast(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> drop(Kind kind, Instant before) {
        return pool.withTransaction(transaction ->
                        transaction.preparedQuery(DROP).execute(Tuple.of(table(kind), before.atOffset(ZoneOffset.UTC))))
                .chain(dropped -> dropped.iterator().next().getBoolean(0)
                        ? drop(kind, before)
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> thin(Instant now, Duration usual, Map<String, Duration> workspaces, Map<String, Duration> groups) {
        return thin(Tuple.of(names(workspaces), seconds(workspaces), now.atOffset(ZoneOffset.UTC), usual.toSeconds())
                .addInteger(PORTION)
                .addArrayOfString(names(groups))
                .addArrayOfLong(seconds(groups)));
    }

    private static String[] names(Map<String, Duration> durations) {
        return durations.keySet().toArray(String[]::new);
    }

    private static Long[] seconds(Map<String, Duration> durations) {
        return durations.values().stream().map(Duration::toSeconds).toArray(Long[]::new);
    }

    /** In portions, so that no single delete holds many rows for long. */
    private Uni<Void> thin(Tuple parameters) {
        return pool.preparedQuery(THIN)
                .execute(parameters)
                .chain(deleted ->
                        deleted.rowCount() < PORTION ? Uni.createFrom().voidItem() : thin(parameters));
    }

    private static String table(Kind kind) {
        return switch (kind) {
            case READINGS -> "telemetry";
            case ROLL_UPS -> "telemetry_hour";
            case TRAFFIC -> "traffic";
        };
    }
}
