package io.muster.shadow.postgres;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Batcher;
import io.muster.shadow.delivery.DeltaTopic;
import io.muster.shadow.delivery.DueDeltas;
import io.muster.shadow.document.Shadow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresDueDeltas implements DueDeltas {

    private static final String CLAIM =
            """
            with claimed as (
                update due_delta set due = now() + make_interval(secs => $2)
                where (device, name) in (
                    select device, name from due_delta where due <= now()
                    order by due limit $1 for update skip locked)
                returning device, name, due)
            select claimed.due, session.listening, session.session, told_session, %s from claimed
            join shadow on shadow.device = claimed.device and shadow.name = claimed.name
            left join device_session session on session.device = claimed.device and session.connected
            """
                    .formatted(ShadowRow.columnsOf("shadow"));

    /** What somebody else is just making due again stays. */
    private static final String SETTLE =
            """
            delete from due_delta where ctid = any (array(
                select due_delta.ctid
                from unnest($1::text[], $2::text[], $3::timestamptz[]) as done (device, name, lease)
                join due_delta on due_delta.device = done.device and due_delta.name = done.name
                    and due_delta.due = done.lease
                for update of due_delta skip locked))
            """;

    private static final String TELL =
            "update shadow set told_session = $3 where device = $1 and name = $2 and told_session is null";

    private static final String LISTENS =
            """
            with told as (
                update shadow set told_session = $2 where device = $1 and told_session is distinct from $2
                returning device, name, told_session, diverged_since)
            insert into due_delta (device, name, due)
            select device, name, now() from told
            where told_session is not null and diverged_since is not null order by name
            on conflict (device, name) do update set due = excluded.due
            """;

    private final Pool pool;
    private final Batcher<Due, Void> settling;

    PostgresDueDeltas(Pool pool, SharedStatements statements) {
        this.pool = pool;
        this.settling = statements.of(this::settleAll);
    }

    @Override
    public Uni<List<Due>> claim(int limit, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(limit, lease.toMillis() / 1000.0))
                .map(rows -> rows.stream().map(PostgresDueDeltas::claimed).toList());
    }

    @Override
    public Uni<Boolean> tell(Due due) {
        Shadow shadow = due.shadow();
        return pool.preparedQuery(TELL)
                .execute(Tuple.of(shadow.device(), shadow.id().name(), due.untold()))
                .map(told -> told.rowCount() == 1);
    }

    @Override
    public Uni<Void> settle(Due done) {
        return settling.ask(done);
    }

    private Uni<?> settleAll(List<Due> done) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(
                        done.stream().map(due -> due.shadow().device()).toArray(String[]::new),
                        done.stream().map(due -> due.shadow().id().name()).toArray(String[]::new),
                        done.stream().map(Due::lease).toArray(OffsetDateTime[]::new)));
    }

    @Override
    public Uni<Void> listens(String device, @Nullable Long session) {
        return pool.preparedQuery(LISTENS).execute(Tuple.of(device, session)).replaceWithVoid();
    }

    private static Due claimed(Row row) {
        Shadow shadow = ShadowRow.read(row);
        String[] listening = row.getArrayOfStrings("listening");
        boolean heard =
                listening != null && new DeltaTopic(shadow.workspace(), shadow.device()).isHeardBy(List.of(listening));
        @Nullable Long untold = row.getLong("told_session") == null ? row.getLong("session") : null;
        return new Due(shadow, row.getOffsetDateTime("due"), heard, untold);
    }
}
