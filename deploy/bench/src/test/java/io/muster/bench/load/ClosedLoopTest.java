package io.muster.bench.load;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ClosedLoopTest {

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @Test
    void everyRequestIsSentOnceAndNoMoreAtOnceThanThereAreCallers() {
        Set<Long> sent = ConcurrentHashMap.newKeySet();
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        ClosedLoop.Outcome outcome = new ClosedLoop(4).run(50, n -> {
            sent.add(n);
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            return vertx.timer(2).onComplete(answer -> open.decrementAndGet());
        });

        assertThat(sent).hasSize(50);
        assertThat(most).hasValue(4);
        assertThat(outcome.latencies().count()).isEqualTo(50);
    }

    @Test
    void aFailureCountsForNoRate() {
        ClosedLoop.Outcome outcome =
                new ClosedLoop(2).run(10, n -> n == 3 ? Future.failedFuture("no") : Future.succeededFuture());

        assertThat(outcome.latencies().failures()).isEqualTo(1);
        assertThat(outcome.perSecond() * outcome.seconds()).isCloseTo(9, within(1e-6));
    }

    @Test
    void requestsAreSentForAsLongAsWasSaid() {
        ClosedLoop.Outcome outcome = new ClosedLoop(2).run(Duration.ofMillis(200), n -> vertx.timer(10));

        assertThat(outcome.seconds()).isBetween(0.2, 2.0);
        assertThat(outcome.latencies().count()).isBetween(2L, 42L);
    }
}
