package io.muster.kit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.muster.kit.trace.SharedSpan;
import io.muster.kit.trace.TraceParent;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Does one kind of work, never twice at a time, on a Vert.x context of its own, as transactions want. What is asked for
 * meanwhile is done right after. Work that fails is tried again by the clock, see {@link #every}. It goes on in the trace of
 * whoever raised it first; what the clock raises has none.
 */
public final class WorkLoop {

    private static final Logger LOG = Logger.getLogger(WorkLoop.class);
    /** Shorter than what a cluster gives a replica for its end. */
    private static final Duration LAST_ROUND = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final String name;
    private final Supplier<Uni<Optional<Duration>>> work;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean timed = new AtomicBoolean();
    private final Underway underway = new Underway();
    private final AtomicReference<SpanContext> asker = new AtomicReference<>(SpanContext.getInvalid());
    private volatile boolean stopped;

    /**
     * @param name of the work, as the log says it
     * @param work does some, and says after which time there is more; empty if it is not known
     */
    public WorkLoop(Vertx vertx, String name, Supplier<Uni<Optional<Duration>>> work) {
        this.vertx = vertx;
        this.name = name;
        this.work = work;
    }

    /** Looks by itself as often as this, whatever is known. */
    public WorkLoop every(Duration interval) {
        vertx.setPeriodic(interval.toMillis(), timer -> raise());
        return this;
    }

    /** There may be something to do. */
    public void raise() {
        if (stopped) {
            return;
        }
        asker.compareAndSet(SpanContext.getInvalid(), TraceParent.current());
        again.set(true);
        if (busy.compareAndSet(false, true)) {
            again.set(false);
            underway.begin();
            OwnContext.run(vertx, this::work);
        }
    }

    private void work() {
        SharedSpan.Askers askers = new SharedSpan.Askers();
        askers.add(asker.getAndSet(SpanContext.getInvalid()));
        SharedSpan span = SharedSpan.begin(name, SpanKind.INTERNAL, askers);
        work.get()
                .subscribe()
                .with(
                        next -> {
                            span.end();
                            finished(next);
                        },
                        failure -> {
                            span.fail(failure);
                            failed(failure);
                        });
    }

    /**
     * Begins no more, and returns when what is being done has ended, which may ask {@link #isStopped}, or after ten
     * seconds; not for an event loop.
     */
    public void stop() {
        stopped = true;
        underway.await(LAST_ROUND);
    }

    public boolean isStopped() {
        return stopped;
    }

    private void finished(Optional<Duration> next) {
        underway.end();
        busy.set(false);
        if (again.get() || next.filter(Duration::isZero).isPresent()) {
            raise();
        } else {
            next.ifPresent(this::raiseAfter);
        }
    }

    /** Once, however often the work is done until then. */
    private void raiseAfter(Duration pause) {
        if (timed.compareAndSet(false, true)) {
            vertx.setTimer(pause.toMillis(), timer -> {
                timed.set(false);
                raise();
            });
        }
    }

    /** The clock tries again; a database that is away must not be asked in a tight loop. */
    private void failed(Throwable failure) {
        underway.end();
        busy.set(false);
        if (!stopped) {
            LOG.warnf("%s failed, will be tried again reason=%s", name, failure.toString());
        }
    }
}
