package io.muster.registry.postgres;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.kit.WorkLoop;
import io.muster.registry.group.EndedGroups;
import io.muster.registry.group.GroupLimits;
import io.muster.registry.group.GroupUpkeep;
import io.muster.registry.group.UpkeepSignal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Runs the upkeep of groups: at once when that is known to be needed, by the clock otherwise. */
@ApplicationScoped
class UpkeepLoop implements UpkeepSignal {

    private static final long LEADER = 0x6d757374_67727570L;

    private final Pool pool;
    private final GroupUpkeep upkeep;
    private final EndedGroups ended;
    private final GroupLimits limits;
    private final WorkLoop loop;

    UpkeepLoop(Vertx vertx, Pool pool, GroupUpkeep upkeep, EndedGroups ended, GroupLimits limits) {
        this.pool = pool;
        this.upkeep = upkeep;
        this.ended = ended;
        this.limits = limits;
        this.loop = new WorkLoop(vertx, "keeping groups up", () -> round().replaceWith(Optional.empty()));
    }

    void start(@Observes StartupEvent event) {
        loop.every(limits.upkeep().interval());
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop();
    }

    @Override
    public void raise() {
        loop.raise();
    }

    private Uni<Void> round() {
        return untilDone(ended::clearSome)
                .chain(() -> pool.withTransaction(transaction -> lead(transaction)
                        .chain(leader -> leader ? follow() : Uni.createFrom().voidItem())));
    }

    /** The lock is that of a transaction, which does nothing else: it goes with the replica that holds it. */
    private static Uni<Boolean> lead(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LEADER))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Void> follow() {
        return upkeep.followQueries().chain(() -> untilDone(upkeep::followChanges));
    }

    private Uni<Void> untilDone(Supplier<Uni<? extends Boolean>> step) {
        return Uni.createFrom()
                .deferred(step)
                .repeat()
                .whilst(more -> more && !loop.isStopped())
                .collect()
                .last()
                .replaceWithVoid();
    }
}
