package io.muster.bench.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Requests at a rate that does not wait for answers, as a crowd of users would send them. A request's time counts from
 * when it was due, so that a service that stalls is not spared the requests that pile up meanwhile.
 */
public final class OpenLoop {

    private final Vertx vertx;
    private final double perSecond;

    public OpenLoop(Vertx vertx, double perSecond) {
        this.vertx = vertx;
        this.perSecond = perSecond;
    }

    /**
     * Sends for this long and waits for the last answer.
     *
     * @param request sends the n-th request, from 0
     */
    public Latencies run(Duration length, LongFunction<Future<?>> request) {
        return run((long) (perSecond * length.toMillis() / 1_000), request);
    }

    /** As {@link #run(Duration, LongFunction)}, for so many requests. */
    public Latencies run(long total, LongFunction<Future<?>> request) {
        Latencies latencies = new Latencies();
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicLong open = new AtomicLong(total);
        AtomicLong next = new AtomicLong();
        long begin = System.nanoTime();
        vertx.setPeriodic(1, timer -> {
            long due = Math.min(total, (long) ((System.nanoTime() - begin) / 1e9 * perSecond) + 1);
            while (next.get() < due) {
                long n = next.getAndIncrement();
                long dueAt = begin + (long) (n / perSecond * 1e9);
                request.apply(n).onComplete(answer -> {
                    if (answer.succeeded()) {
                        latencies.took(System.nanoTime() - dueAt);
                    } else {
                        latencies.failed(answer.cause());
                    }
                    if (open.decrementAndGet() == 0) {
                        done.complete(null);
                    }
                });
            }
            if (next.get() >= total) {
                vertx.cancelTimer(timer);
            }
        });
        done.join();
        return latencies;
    }
}
