package io.muster.command.postgres;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.command.rollout.RolloutConductor;
import io.muster.command.rollout.RolloutSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** Lets the conductor look by the clock, one rollout after the other until none is left whose time has come. */
@ApplicationScoped
class RolloutLoop {

    private static final Logger LOG = Logger.getLogger(RolloutLoop.class);

    private final Vertx vertx;
    private final RolloutConductor conductor;
    private final RolloutSettings settings;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopped;

    RolloutLoop(Vertx vertx, RolloutConductor conductor, RolloutSettings settings) {
        this.vertx = vertx;
        this.conductor = conductor;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.lookInterval().toMillis(), timer -> look());
        vertx.setPeriodic(
                settings.removalInterval().toMillis(),
                timer -> onOwnContext(conductor::forget, removed -> {}, failure -> tell("removed", failure)));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void look() {
        if (!stopped && busy.compareAndSet(false, true)) {
            round();
        }
    }

    private void round() {
        onOwnContext(conductor::round, this::looked, failure -> {
            busy.set(false);
            tell("looked at", failure);
        });
    }

    private void looked(boolean found) {
        if (found && !stopped) {
            round();
        } else {
            busy.set(false);
        }
    }

    private void tell(String what, Throwable failure) {
        if (!stopped) {
            LOG.warnf("rollouts not %s, will be tried again reason=%s", what, failure.toString());
        }
    }

    /** Transactions are bound to a context; each gets one of its own. */
    private <T> void onOwnContext(Supplier<Uni<T>> work, Consumer<T> onDone, Consumer<Throwable> onFailure) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> work.get().subscribe().with(onDone, onFailure));
    }
}
