package io.muster.shadow.postgres;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.shadow.delivery.DueDeltas;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresDueDeltas implements DueDeltas {

    /** A row that is just being changed is skipped: the change makes it due anew, or a later round finds it. */
    private static final String CLAIM =
            """
            with claimed as (
                update shadow set delta_due = now() + make_interval(secs => $2)
                where (device, name) in (
                    select device, name from shadow where delta_due <= now()
                    order by delta_due limit $1 for update skip locked)
                returning delta_due, %s)
            select claimed.*, listening from claimed
            left join device_session session on session.device = claimed.device and connected
            """
                    .formatted(ShadowRow.COLUMNS);

    private static final String SETTLE =
            """
            update shadow set delta_due = null
            from unnest($1::text[], $2::text[], $3::timestamptz[]) as done (device, name, lease)
            where shadow.device = done.device and shadow.name = done.name and delta_due = done.lease
            """;
    private static final String LISTENS =
            """
            update shadow set told_session = $2, delta_due = case when $2 is null then delta_due else now() end
            where device = $1 and told_session is distinct from $2
            """;

    private final Pool pool;

    PostgresDueDeltas(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Due>> claim(int limit, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(limit, lease.toMillis() / 1000.0))
                .map(PostgresDueDeltas::claimed);
    }

    @Override
    public Uni<Void> settle(List<Due> done) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(
                        done.stream().map(due -> due.shadow().device()).toArray(String[]::new),
                        done.stream().map(due -> due.shadow().id().name()).toArray(String[]::new),
                        done.stream().map(Due::lease).toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> listens(String device, @Nullable Long session) {
        return pool.preparedQuery(LISTENS).execute(Tuple.of(device, session)).replaceWithVoid();
    }

    private static List<Due> claimed(RowSet<Row> rows) {
        List<Due> claimed = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String[] listening = row.getArrayOfStrings("listening");
            claimed.add(new Due(
                    ShadowRow.read(row),
                    row.getOffsetDateTime("delta_due"),
                    listening == null ? List.of() : List.of(listening)));
        }
        return claimed;
    }
}
