package io.muster.shadow.postgres;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
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
            select claimed.due, session.listening, session.session, session.revision as said, told_session, %s from claimed
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

    /** A session that has changed meanwhile may have stopped listening when the delta is sent, and gone on after it. */
    private static final String TELL =
            """
            update shadow set told_session = $3
            where device = $1 and name = $2 and told_session is null and exists (
                select from device_session known
                where known.device = $1 and known.session = $3 and known.revision = $4 and known.connected)
            """;

    /** Locks in the order of all who change several shadows. */
    private static final String LISTEN =
            """
            with listening as (
                select shadow.device, shadow.name, said.session
                from unnest($1::text[], $2::bigint[], $3::boolean[]) as said (device, session, anew)
                join shadow on shadow.device = said.device
                    and (shadow.told_session is distinct from said.session or said.anew)
                order by shadow.device, shadow.name for update of shadow),
            told as (
                update shadow set told_session = listening.session from listening
                where shadow.device = listening.device and shadow.name = listening.name
                returning shadow.device, shadow.name, shadow.told_session, shadow.diverged_since)
            insert into due_delta (device, name, due)
            select device, name, now() from told
            where told_session is not null and diverged_since is not null order by device, name
            on conflict (device, name) do update set due = excluded.due
            """;

    private final Pool pool;
    private final Batcher<Due, Void> settling;

    PostgresDueDeltas(Pool pool, SharedStatements statements) {
        this.pool = pool;
        this.settling = statements.paced(this::settleAll);
    }

    @Override
    public Uni<List<Due>> claim(int limit, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(limit, lease.toMillis() / 1000.0))
                .map(rows -> rows.stream().map(PostgresDueDeltas::claimed).toList());
    }

    @Override
    public Uni<Boolean> tell(Shadow shadow, Untold session) {
        return pool.preparedQuery(TELL)
                .execute(Tuple.of(shadow.device(), shadow.id().name(), session.session(), session.revision()))
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
    public Uni<Void> listen(Collection<Listening> devices) {
        return pool.preparedQuery(LISTEN)
                .execute(Tuple.of(
                        devices.stream().map(Listening::device).toArray(String[]::new),
                        devices.stream().map(Listening::session).toArray(Long[]::new),
                        devices.stream().map(Listening::anew).toArray(Boolean[]::new)))
                .replaceWithVoid();
    }

    private static Due claimed(Row row) {
        Shadow shadow = ShadowRow.read(row);
        String[] listening = row.getArrayOfStrings("listening");
        boolean heard =
                listening != null && new DeltaTopic(shadow.workspace(), shadow.device()).isHeardBy(List.of(listening));
        @Nullable
        Untold untold = row.getLong("told_session") == null && heard
                ? new Untold(row.getLong("session"), row.getLong("said"))
                : null;
        return new Due(shadow, row.getOffsetDateTime("due"), heard, untold);
    }
}
