package io.muster.bench.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Some callers, each of whom sends its next request when the one before is answered: as fast as the service can. */
public final class ClosedLoop {

    private final int callers;

    public ClosedLoop(int callers) {
        this.callers = callers;
    }

    /** @param seconds from the first request to the last answer */
    public record Outcome(Latencies latencies, double seconds) {

        /** Good answers alone. */
        public double perSecond() {
            return latencies.count() / seconds;
        }
    }

    /**
     * Sends so many requests and waits for the last answer.
     *
     * @param request sends the n-th request, from 0
     */
    public Outcome run(long total, LongFunction<Future<?>> request) {
        return run((LongPredicate) n -> n < total, request);
    }

    /** Sends requests for so long and waits for the last answer. */
    public Outcome run(Duration length, LongFunction<Future<?>> request) {
        long end = System.nanoTime() + length.toNanos();
        return run((LongPredicate) n -> System.nanoTime() - end < 0, request);
    }

    private Outcome run(LongPredicate goesOn, LongFunction<Future<?>> request) {
        Latencies latencies = new Latencies();
        AtomicLong next = new AtomicLong();
        long begin = System.nanoTime();
        Future<Void> all = Future.succeededFuture();
        for (int caller = 0; caller < callers; caller++) {
            Promise<Void> done = Promise.promise();
            sendNext(goesOn, request, next, latencies, done);
            all = all.compose(before -> done.future());
        }
        all.toCompletionStage().toCompletableFuture().join();
        return new Outcome(latencies, (System.nanoTime() - begin) / 1e9);
    }

    private static void sendNext(
            LongPredicate goesOn,
            LongFunction<Future<?>> request,
            AtomicLong next,
            Latencies latencies,
            Promise<Void> done) {
        long n = next.getAndIncrement();
        if (!goesOn.test(n)) {
            done.complete();
            return;
        }
        long begin = System.nanoTime();
        request.apply(n).onComplete(answer -> {
            if (answer.succeeded()) {
                latencies.took(System.nanoTime() - begin);
            } else {
                latencies.failed(answer.cause());
            }
            sendNext(goesOn, request, next, latencies, done);
        });
    }
}
