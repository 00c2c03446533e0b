package io.muster.bench.shadow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.muster.bench.load.ProcessorTime;
import io.muster.bench.load.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deltas to connected devices, as fast as they get there. */
@Command(name = "shadow-deltas", description = "Changes of connected devices' shadows, until they have heard of them.")
public final class ShadowDeltasBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "1000", description = "Connected (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--seconds", defaultValue = "15", description = "A run's length (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--at-once",
            defaultValue = "64",
            description = "Changes that were not heard yet; far fewer than devices, so that no two are of the same"
                    + " (default: ${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    private final AtomicLong number = new AtomicLong();

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        Table table = new Table();
        ShadowApi api = new ShadowApi(vertx, stack);
        try (ShadowFleet fleet = new ShadowFleet(stack, devices, api)) {
            measure(fleet, api, warmUp, new Table());
            for (int run = 0; run < stack.runs(); run++) {
                measure(fleet, api, seconds, table);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        table.print(System.out);
        return 0;
    }

    private void measure(ShadowFleet fleet, ShadowApi api, int length, Table table) {
        HeardNumbers heard = fleet.listenAnew();
        Map<String, Long> processes = stack.processes("shadow", "broker", "postgres", "kafka");
        ProcessorTime before = ProcessorTime.now(processes);
        ClosedLoop.Outcome outcome = new ClosedLoop(atOnce)
                .run(Duration.ofSeconds(length), n -> change(fleet.id(n), number.incrementAndGet(), api, heard));
        table.add("deltas a second", outcome.perSecond());
        table.add("change to device, p50 ms", heard.latencies().percentile(50));
        table.add("change to device, p99 ms", heard.latencies().percentile(99));
        table.add("failed", outcome.latencies().failures());
        table.add("deltas that a device got again", heard.repeated());
        table.add("changes that went along with a later one", heard.joined());
        ProcessorTime.now(processes)
                .addTo(table, "a delta", before, outcome.latencies().count());
    }

    private static Future<?> change(String device, long number, ShadowApi api, HeardNumbers heard) {
        Future<Void> arrival = heard.expect(device, number);
        return api.desire(device, number).compose(answered -> arrival);
    }
}
