package io.muster.bench.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One order to a large group of which nobody is there, and its taking back. */
@Command(name = "command-queue", description = "One order to a large group whose devices are away, and its end.")
public final class CommandQueueBench implements Callable<Integer> {

    private static final String COMMAND = "COMMAND";

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--members", defaultValue = "100000", description = "Of the group (default: ${DEFAULT-VALUE}).")
    private int members;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        Table table = new Table();
        String prefix = "dev_bench" + Long.toString(System.currentTimeMillis(), 36);
        List<String> devices = IntStream.range(0, members)
                .mapToObj(n -> prefix + Integer.toString(n, 36))
                .toList();
        try (AnnouncedGroup group = new AnnouncedGroup(stack, devices)) {
            CommandApi api = new CommandApi(vertx, stack);
            table.add("command service, resident MiB, before", stack.residentMebibytes(COMMAND));
            for (int run = 0; run < stack.runs(); run++) {
                measure(api, group, table);
            }
            table.add("command service, resident MiB, after", stack.residentMebibytes(COMMAND));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        table.print(System.out);
        return 0;
    }

    private void measure(CommandApi api, AnnouncedGroup group, Table table) {
        JsonObject batch = timed(table, "queued and answered, s", api.orderGroup(group.id()));
        table.add("executions", batch.getLong("total"));
        JsonObject canceled = timed(table, "taken back, s", api.cancel(batch.getString("id")));
        table.add("executions taken back", canceled.getJsonObject("states").getLong("canceled"));
    }

    private static JsonObject timed(Table table, String what, Future<JsonObject> answer) {
        long begin = System.nanoTime();
        JsonObject body = answer.toCompletionStage().toCompletableFuture().join();
        table.add(what, (System.nanoTime() - begin) / 1e9);
        return body;
    }
}
