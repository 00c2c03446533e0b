package io.muster.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.muster.kit.problem.TooBusy;
import io.muster.kit.trace.SharedSpan;
import io.muster.kit.trace.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Does together what many ask for one by one: what comes while a batch is under way makes up the next one. Who comes while
 * nothing is under way does not wait for others. A batch is one span, in the traces of those who asked.
 *
 * @param <Q> what is asked for
 * @param <A> what comes of it
 */
public final class Batcher<Q, A> {

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final AttributeKey<Long> SIZE = AttributeKey.longKey("muster.batch.size");

    /**
     * How much is done together.
     *
     * @param size the most in a batch
     * @param atOnce the most batches under way at the same time
     * @param waiting the most that wait for a batch; one more is refused with {@link TooBusy}
     * @param patience after which who still waits for a batch is refused, too
     * @param pace from the end of a batch to the next, unless this has been a full one; for what nobody is in a hurry about
     */
    public record Limits(int size, int atOnce, int waiting, Duration patience, Duration pace) {

        /** As soon as the batch before has ended. */
        public Limits(int size, int atOnce, int waiting, Duration patience) {
            this(size, atOnce, waiting, patience, Duration.ZERO);
        }
    }

    private record Waiting<Q, A>(
            Q question, UniEmitter<? super A> emitter, @Nullable Context asker, SpanContext span, long since) {

        void answer(Uni<A> outcome) {
            if (asker == null) {
                tell(outcome);
            } else {
                asker.runOnContext(nothing -> tell(outcome));
            }
        }

        private void tell(Uni<A> outcome) {
            outcome.subscribe().with(emitter::complete, emitter::fail);
        }
    }

    private final Vertx vertx;
    private final Limits limits;
    private final Function<List<Q>, Uni<List<Uni<A>>>> work;
    private final Queue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param work is given a batch on a context of its own, on which transactions may be opened, and says what came of each
     *     in their order; if it fails, all of them have failed
     */
    public Batcher(Vertx vertx, Limits limits, Function<List<Q>, Uni<List<Uni<A>>>> work) {
        this.vertx = vertx;
        this.limits = limits;
        this.work = work;
        vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep());
    }

    /** Has it done with the next batch; the outcome comes on the asker's context. */
    public Uni<A> ask(Q question) {
        return Uni.createFrom()
                .emitter(emitter -> enter(new Waiting<>(
                        question, emitter, Vertx.currentContext(), TraceParent.current(), System.nanoTime())));
    }

    private void enter(Waiting<Q, A> one) {
        if (waiting.incrementAndGet() > limits.waiting()) {
            waiting.decrementAndGet();
            one.emitter().fail(new TooBusy());
            return;
        }
        queue.add(one);
        startBatches();
    }

    private void startBatches() {
        while (!queue.isEmpty()) {
            int busy = underWay.get();
            if (busy >= limits.atOnce()) {
                return;
            }
            if (underWay.compareAndSet(busy, busy + 1)) {
                startBatch();
            }
        }
    }

    private void startBatch() {
        List<Waiting<Q, A>> batch = nextBatch();
        if (batch.isEmpty()) {
            underWay.decrementAndGet();
            return;
        }
        OwnContext.run(vertx, () -> work(batch));
    }

    private void work(List<Waiting<Q, A>> batch) {
        SharedSpan.Askers askers = new SharedSpan.Askers();
        batch.forEach(one -> askers.add(one.span()));
        SharedSpan span = SharedSpan.begin("batch", SpanKind.INTERNAL, askers).with(SIZE, batch.size());
        List<Q> questions = batch.stream().map(Waiting::question).toList();
        Uni.createFrom()
                .deferred(() -> work.apply(questions))
                .subscribe()
                .with(
                        outcomes -> {
                            span.end();
                            finish(batch, outcomes);
                        },
                        failure -> {
                            span.fail(failure);
                            fail(batch, failure);
                        });
    }

    private List<Waiting<Q, A>> nextBatch() {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        while (batch.size() < limits.size()) {
            @Nullable Waiting<Q, A> next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        waiting.addAndGet(-batch.size());
        return batch;
    }

    private void finish(List<Waiting<Q, A>> batch, List<Uni<A>> outcomes) {
        goOnAfter(batch);
        for (int n = 0; n < batch.size(); n++) {
            batch.get(n).answer(outcomes.get(n));
        }
    }

    private void fail(List<Waiting<Q, A>> batch, Throwable failure) {
        goOnAfter(batch);
        batch.forEach(one -> one.answer(Uni.createFrom().failure(failure)));
    }

    private void goOnAfter(List<Waiting<Q, A>> batch) {
        if (limits.pace().toMillis() == 0 || batch.size() == limits.size()) {
            goOn();
        } else {
            vertx.setTimer(limits.pace().toMillis(), timer -> goOn());
        }
    }

    private void goOn() {
        underWay.decrementAndGet();
        startBatches();
    }

    private void sweep() {
        long latest = System.nanoTime() - limits.patience().toNanos();
        for (@Nullable Waiting<Q, A> first = queue.peek();
                first != null && first.since() - latest < 0;
                first = queue.peek()) {
            if (queue.remove(first)) {
                waiting.decrementAndGet();
                first.answer(Uni.createFrom().failure(new TooBusy()));
            }
        }
    }
}
