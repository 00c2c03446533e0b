package io.muster.bench.command;

import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Latencies;
import io.muster.bench.load.Table;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One command after the other, each from the order until its answer can be read. */
@Command(name = "command-roundtrip", description = "One command after the other to connected devices.")
public final class CommandRoundTripBench implements Callable<Integer> {

    private static final String HEARD = "order to device";
    private static final String ANSWERED = "order to readable answer";

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "20", description = "Asked in turn (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--commands", defaultValue = "2000", description = "Of a run (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--warm-up", defaultValue = "2000", description = "Before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        Table table = new Table();
        try (ObedientFleet fleet = new ObedientFleet(stack, devices)) {
            CommandApi api = new CommandApi(vertx, stack);
            measure(fleet, api, warmUp, new Table());
            for (int run = 0; run < stack.runs(); run++) {
                measure(fleet, api, commands, table);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        table.print(System.out);
        return 0;
    }

    private void measure(ObedientFleet fleet, CommandApi api, int count, Table table) {
        Latencies heard = new Latencies();
        Latencies answered = new Latencies();
        fleet.forget();
        for (int n = 0; n < count; n++) {
            long begin = System.nanoTime();
            String command = api.order(fleet.ids().get(n % devices))
                    .compose(id -> api.succeeded(id).map(id))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            answered.took(System.nanoTime() - begin);
            heard.took(fleet.heardAt(command) - begin);
        }
        add(table, HEARD, heard);
        add(table, ANSWERED, answered);
        fleet.addRepeated(table);
    }

    private static void add(Table table, String what, Latencies latencies) {
        table.add(what + ", p50 ms", latencies.percentile(50));
        table.add(what + ", p99 ms", latencies.percentile(99));
        table.add(what + ", longest ms", latencies.percentile(100));
    }
}
