package io.muster.shadow.postgres;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.EventJson;
import io.muster.events.StateReported;
import io.muster.kit.Batcher;
import io.muster.shadow.derivation.DerivableStates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresDerivableStates implements DerivableStates {

    private static final String TYPE = "io.muster.state.reported.v1";
    /** What is said of a device after its deletion must not outlive its purge. */
    private static final String KEEP =
            """
            insert into derived_state as known (device, workspace, revision, state, due)
            select device, workspace, revision, state, now()
            from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) as said (device, workspace, revision, state)
            where not exists (select from known_device where id = said.device and deleted)
            order by device
            on conflict (device) do update set
                revision = excluded.revision, state = excluded.state,
                due = case
                    when exists (
                        select from shadow
                        where shadow.device = excluded.device and name = '' and diverged_since is not null)
                    then now()
                    else greatest(now(), known.derived_at + make_interval(secs => $5)) end
            where known.revision < excluded.revision
            """;

    private static final String CLAIM =
            """
            update derived_state set due = now() + make_interval(secs => $2)
            where device in (
                select device from derived_state where due <= now() order by due limit $1 for update skip locked)
            returning state
            """;
    private static final String SETTLE =
            """
            update derived_state known set derived_at = now(),
                due = case when known.revision <> done.revision then now() + make_interval(secs => wait) end
            from unnest($1::text[], $2::bigint[], $3::float8[]) as done (device, revision, wait)
            where known.device = done.device
            """;

    /** A state that has gone into its shadow, and the seconds after which the next one may. */
    private record Done(StateReported state, double pause) {}

    private final Pool pool;
    private final Batcher<Done, Void> settling;

    PostgresDerivableStates(Pool pool, SharedStatements statements) {
        this.pool = pool;
        this.settling = statements.of(this::settleAll);
    }

    @Override
    public Uni<Void> keep(Collection<StateReported> states, Duration interval) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.from(new Object[] {
                    states.stream().map(StateReported::device).toArray(String[]::new),
                    states.stream().map(StateReported::workspace).toArray(String[]::new),
                    states.stream().map(StateReported::revision).toArray(Long[]::new),
                    states.stream().map(EventJson::write).toArray(String[]::new),
                    seconds(interval)
                }))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<StateReported>> claim(int limit, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(limit, seconds(lease)))
                .map(rows -> rows.stream().map(PostgresDerivableStates::state).toList());
    }

    @Override
    public Uni<Void> settle(StateReported state, Duration interval) {
        return settling.ask(new Done(state, seconds(interval)));
    }

    private Uni<?> settleAll(List<Done> done) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(
                        done.stream().map(one -> one.state().device()).toArray(String[]::new),
                        done.stream().map(one -> one.state().revision()).toArray(Long[]::new),
                        done.stream().map(Done::pause).toArray(Double[]::new)));
    }

    private static StateReported state(Row row) {
        byte[] body = row.getString("state").getBytes(StandardCharsets.UTF_8);
        return (StateReported) EventJson.read(TYPE, body).orElseThrow();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
