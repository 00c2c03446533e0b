package io.muster.registry.postgres;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.registry.group.EndedGroups;
import io.muster.registry.group.GroupLimits;
import io.muster.registry.group.GroupUpkeep;
import io.muster.registry.group.UpkeepSignal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/** Runs the upkeep of groups: at once when that is known to be needed, by the clock otherwise. */
@ApplicationScoped
class UpkeepLoop implements UpkeepSignal {

    private static final Logger LOG = Logger.getLogger(UpkeepLoop.class);
    private static final long LEADER = 0x6d757374_67727570L;

    private final Vertx vertx;
    private final Pool pool;
    private final GroupUpkeep upkeep;
    private final EndedGroups ended;
    private final GroupLimits limits;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean stopped;

    UpkeepLoop(Vertx vertx, Pool pool, GroupUpkeep upkeep, EndedGroups ended, GroupLimits limits) {
        this.vertx = vertx;
        this.pool = pool;
        this.upkeep = upkeep;
        this.ended = ended;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(limits.upkeep().interval().toMillis(), timer -> raise());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    @Override
    public void raise() {
        if (stopped) {
            return;
        }
        again.set(true);
        if (busy.compareAndSet(false, true)) {
            again.set(false);
            // Transactions are bound to a context.
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(nothing -> round().subscribe().with(done -> finished(), this::failed));
        }
    }

    private void finished() {
        busy.set(false);
        if (again.get()) {
            raise();
        }
    }

    /** The clock tries again; a database that is away must not be asked in a tight loop. */
    private void failed(Throwable failure) {
        busy.set(false);
        if (!stopped) {
            LOG.warnf("groups not kept up, will be tried again reason=%s", failure.toString());
        }
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
                .whilst(more -> more && !stopped)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
