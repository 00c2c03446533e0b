package io.muster.bench.load;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OpenLoopTest {

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
    void everyRequestIsSentOnce() {
        Set<Long> sent = ConcurrentHashMap.newKeySet();

        Latencies latencies = new OpenLoop(vertx, 500).run(Duration.ofMillis(200), n -> {
            sent.add(n);
            return Future.succeededFuture();
        });

        assertThat(sent).hasSize(100);
        assertThat(latencies.count()).isEqualTo(100);
    }

    @Test
    void aFailureIsNoLatency() {
        Latencies latencies = new OpenLoop(vertx, 500)
                .run(Duration.ofMillis(20), n -> n == 3 ? Future.failedFuture("no") : Future.succeededFuture());

        assertThat(latencies.count()).isEqualTo(9);
        assertThat(latencies.failures()).isEqualTo(1);
    }

    @Test
    void waitingForASlowAnswerDelaysNobodyElse() {
        Latencies latencies = new OpenLoop(vertx, 100).run(Duration.ofMillis(100), n -> vertx.timer(200));

        assertThat(latencies.count()).isEqualTo(10);
        assertThat(latencies.percentile(50)).isGreaterThanOrEqualTo(199);
    }
}
