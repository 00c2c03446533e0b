package io.muster.bench.registry;

import java.time.Duration;
import java.util.function.LongFunction;

import io.muster.bench.load.Latencies;
import io.muster.bench.load.OpenLoop;
import io.muster.bench.load.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import picocli.CommandLine.Option;

/** For how long something is read. */
final class ReadOptions {

    @Option(names = "--seconds", defaultValue = "20", description = "A run's length (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    void measure(Vertx vertx, double perSecond, int runs, Table table, LongFunction<Future<?>> request) {
        OpenLoop load = new OpenLoop(vertx, perSecond);
        load.run(Duration.ofSeconds(warmUp), request);
        for (int run = 0; run < runs; run++) {
            Latencies latencies = load.run(Duration.ofSeconds(seconds), request);
            table.add("p50, ms", latencies.percentile(50));
            table.add("p99, ms", latencies.percentile(99));
            table.add("p99.9, ms", latencies.percentile(99.9));
            table.add("failed", latencies.failures());
        }
    }
}
