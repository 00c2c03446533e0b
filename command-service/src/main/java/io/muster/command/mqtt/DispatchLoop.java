package io.muster.command.mqtt;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.command.batch.BatchControl;
import io.muster.command.dispatch.DispatchSettings;
import io.muster.command.dispatch.Dispatcher;
import io.muster.command.execution.CommandHistory;
import io.muster.command.execution.DueSignal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** Runs the dispatcher whenever something is due: at once when that is known, by the clock otherwise. */
@ApplicationScoped
class DispatchLoop implements DueSignal {

    private static final Logger LOG = Logger.getLogger(DispatchLoop.class);

    private final Vertx vertx;
    private final Dispatcher dispatcher;
    private final CommandHistory history;
    private final BatchControl batches;
    private final DispatchSettings settings;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean stopped;

    DispatchLoop(
            Vertx vertx,
            Dispatcher dispatcher,
            CommandHistory history,
            BatchControl batches,
            DispatchSettings settings) {
        this.vertx = vertx;
        this.dispatcher = dispatcher;
        this.history = history;
        this.batches = batches;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.pollInterval().toMillis(), timer -> raise());
        vertx.setPeriodic(settings.removalInterval().toMillis(), timer -> forget());
        vertx.setPeriodic(settings.resumeInterval().toMillis(), timer -> takeBack());
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
            onOwnContext(dispatcher::dispatch, this::finished, this::failed);
        }
    }

    private void finished(int devices) {
        busy.set(false);
        if (devices > 0 || again.get()) {
            raise();
        }
    }

    /** The clock tries again; a database that is away must not be asked in a tight loop. */
    private void failed(Throwable failure) {
        busy.set(false);
        LOG.warnf("commands not dispatched, will be tried again reason=%s", failure.toString());
    }

    private void forget() {
        onOwnContext(
                history::forget,
                nothing -> {},
                failure -> LOG.warnf("finished commands not removed reason=%s", failure.toString()));
    }

    private void takeBack() {
        onOwnContext(
                batches::takeBackAll,
                nothing -> {},
                failure -> LOG.warnf("canceled commands not taken back reason=%s", failure.toString()));
    }

    /** Transactions are bound to a context; each gets one of its own. */
    private <T> void onOwnContext(Supplier<Uni<T>> work, Consumer<T> onDone, Consumer<Throwable> onFailure) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> work.get().subscribe().with(onDone, onFailure));
    }
}
