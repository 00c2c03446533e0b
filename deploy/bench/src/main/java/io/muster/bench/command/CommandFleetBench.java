package io.muster.bench.command;

import java.util.List;
import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One order to a large group of which everybody is connected. */
@Command(name = "command-fleet", description = "One order to a whole connected fleet, until all have answered.")
public final class CommandFleetBench implements Callable<Integer> {

    private static final List<String> OBSERVED = List.of("COMMAND", "BROKER");
    private static final double NANOS = 1e9;

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(
            names = "--devices",
            defaultValue = "20000",
            description = "Each with a connection of its own (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        Table table = new Table();
        try (ObedientFleet fleet = new ObedientFleet(stack, devices);
                AnnouncedGroup group = new AnnouncedGroup(stack, fleet.ids())) {
            CommandApi api = new CommandApi(vertx, stack);
            look(table, "before");
            for (int run = 0; run < stack.runs(); run++) {
                measure(fleet, api, group, table);
            }
            look(table, "after");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        table.print(System.out);
        return 0;
    }

    private void measure(ObedientFleet fleet, CommandApi api, AnnouncedGroup group, Table table) {
        fleet.forget();
        long begin = System.nanoTime();
        JsonObject batch = api.orderGroup(group.id())
                .onSuccess(opened -> table.add("order answered, s", secondsFrom(begin, System.nanoTime())))
                .compose(api::allSucceeded)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        table.add("all have it, s", secondsFrom(begin, fleet.lastHeardAt()));
        table.add("all have answered, s", secondsFrom(begin, System.nanoTime()));
        table.add("devices reached", batch.getLong("total"));
        fleet.addRepeated(table);
    }

    private void look(Table table, String when) {
        OBSERVED.forEach(part -> table.add(part + ", resident MiB, " + when, stack.residentMebibytes(part)));
    }

    private static double secondsFrom(long begin, long end) {
        return (end - begin) / NANOS;
    }
}
