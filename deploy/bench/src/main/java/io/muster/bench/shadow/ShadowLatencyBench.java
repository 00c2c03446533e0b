package io.muster.bench.shadow;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Latencies;
import io.muster.bench.load.OpenLoop;
import io.muster.bench.load.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a change takes at a steady rate: until it is answered, and until its device has it. */
@Command(name = "shadow-latency", description = "Changes of connected devices' shadows at a steady rate.")
public final class ShadowLatencyBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "1000", description = "Changed in turn (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--rate", defaultValue = "500", description = "Changes a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seconds", defaultValue = "20", description = "A run's length (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    private final AtomicLong number = new AtomicLong();

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        Table table = new Table();
        ShadowApi api = new ShadowApi(vertx, stack);
        try (ShadowFleet fleet = new ShadowFleet(stack, devices, api)) {
            measure(vertx, fleet, api, warmUp, new Table());
            for (int run = 0; run < stack.runs(); run++) {
                measure(vertx, fleet, api, seconds, table);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        table.print(System.out);
        return 0;
    }

    private void measure(Vertx vertx, ShadowFleet fleet, ShadowApi api, int length, Table table) {
        HeardNumbers heard = fleet.listenAnew();
        Latencies answered = new Latencies();
        Latencies both = new OpenLoop(vertx, rate)
                .run(Duration.ofSeconds(length), n -> change(fleet.id(n), api, answered, heard));
        add(table, "change to answer", answered);
        add(table, "change to device", heard.latencies());
        table.add("due to answer and device, p99 ms", both.percentile(99));
        table.add("failed", both.failures());
        table.add("deltas that a device got again", heard.repeated());
        table.add("changes that went along with a later one", heard.joined());
    }

    private Future<?> change(String device, ShadowApi api, Latencies answered, HeardNumbers heard) {
        long begin = System.nanoTime();
        long changed = number.incrementAndGet();
        Future<Void> arrival = heard.expect(device, changed);
        return api.desire(device, changed)
                .onSuccess(answer -> answered.took(System.nanoTime() - begin))
                .compose(answer -> arrival);
    }

    private static void add(Table table, String what, Latencies latencies) {
        table.add(what + ", p50 ms", latencies.percentile(50));
        table.add(what + ", p99 ms", latencies.percentile(99));
        table.add(what + ", longest ms", latencies.percentile(100));
    }
}
