package io.muster.bench.shadow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.OutboxLag;
import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.muster.bench.load.ProcessorTime;
import io.muster.bench.load.Table;
import io.muster.bench.registry.RegisteredFleet;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Desired states of devices that are away, as fast as they are kept. */
@Command(name = "shadow-updates", description = "PATCH /devices/{id}/shadow of many devices, as fast as it goes.")
public final class ShadowUpdatesBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "2000", description = "Changed in turn (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--seconds", defaultValue = "15", description = "A run's length (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--callers", defaultValue = "64", description = "Requests at once (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(names = "--warm-up", defaultValue = "40", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    private final AtomicLong number = new AtomicLong();

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        Table table = new Table();
        try {
            List<String> ids = RegisteredFleet.of(vertx, stack, devices);
            ShadowApi api = new ShadowApi(vertx, stack);
            api.desireOfAll(ids, number.get());
            measure(api, ids, warmUp, new Table());
            for (int run = 0; run < stack.runs(); run++) {
                measure(api, ids, seconds, table);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        table.print(System.out);
        return 0;
    }

    private void measure(ShadowApi api, List<String> ids, int length, Table table) throws Exception {
        Map<String, Long> processes = stack.processes("shadow", "postgres", "kafka", "registry", "telemetry");
        try (OutboxLag lag = new OutboxLag(stack.value("SHADOW_DB_URL"))) {
            ProcessorTime before = ProcessorTime.now(processes);
            ClosedLoop.Outcome outcome = new ClosedLoop(callers)
                    .run(
                            Duration.ofSeconds(length),
                            n -> api.desire(ids.get((int) (n % devices)), number.incrementAndGet()));
            table.add("updates a second", outcome.perSecond());
            table.add("p50, ms", outcome.latencies().percentile(50));
            table.add("p99, ms", outcome.latencies().percentile(99));
            table.add("failed", outcome.latencies().failures());
            table.add("oldest event in the outbox, at most, s", lag.highest());
            ProcessorTime.now(processes)
                    .addTo(table, "an update", before, outcome.latencies().count());
        }
    }
}
