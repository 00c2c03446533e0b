package io.muster.bench.command;

import java.util.Map;
import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.muster.bench.load.ProcessorTime;
import io.muster.bench.load.Table;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Orders to all of some connected devices, as fast as they are answered. */
@Command(name = "command-fanout", description = "Orders to many connected devices, until all have answered.")
public final class CommandFanOutBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "200", description = "In each order (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--orders", defaultValue = "100", description = "Of a run (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--at-once",
            defaultValue = "4",
            description = "Orders that are not answered by all yet; below muster.dispatch.burst, so that no device is"
                    + " paused (default: ${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(names = "--warm-up", defaultValue = "50", description = "Orders before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        Table table = new Table();
        try (ObedientFleet fleet = new ObedientFleet(stack, devices)) {
            CommandApi api = new CommandApi(vertx, stack);
            measure(fleet, api, warmUp, new Table());
            table.add("command service, resident MiB, before", stack.residentMebibytes("COMMAND"));
            for (int run = 0; run < stack.runs(); run++) {
                measure(fleet, api, orders, table);
            }
            table.add("command service, resident MiB, after", stack.residentMebibytes("COMMAND"));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        table.print(System.out);
        return 0;
    }

    private void measure(ObedientFleet fleet, CommandApi api, int count, Table table) {
        fleet.forget();
        Map<String, Long> processes = stack.processes("command", "broker", "postgres", "kafka");
        ProcessorTime before = ProcessorTime.now(processes);
        ClosedLoop.Outcome outcome = new ClosedLoop(atOnce)
                .run(count, n -> api.orderListed(fleet.ids()).compose(api::allSucceeded));
        if (outcome.latencies().failures() > 0) {
            throw new IllegalStateException(outcome.latencies().failures() + " orders failed");
        }
        table.add("commands a second, answers stored", count * devices / outcome.seconds());
        table.add("an order of " + devices + ", p50 ms", outcome.latencies().percentile(50));
        table.add("an order of " + devices + ", p99 ms", outcome.latencies().percentile(99));
        fleet.addRepeated(table);
        ProcessorTime.now(processes).addTo(table, "a command", before, (long) count * devices);
    }
}
