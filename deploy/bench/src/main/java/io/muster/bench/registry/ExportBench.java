package io.muster.bench.registry;

import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Exports the whole workspace and looks at the registry's memory before and after. */
@Command(name = "export", description = "The export of all devices, and what it costs in memory.")
public final class ExportBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Override
    public Integer call() {
        Vertx vertx = Vertx.vertx();
        RegistryApi registry = new RegistryApi(vertx, stack);
        Table table = new Table();
        for (int run = 0; run < stack.runs(); run++) {
            measure(registry, "application/x-ndjson", table);
            measure(registry, "text/csv", table);
        }
        table.print(System.out);
        vertx.close();
        return 0;
    }

    private void measure(RegistryApi registry, String mediaType, Table table) {
        double before = stack.residentMebibytes("REGISTRY");
        long begin = System.nanoTime();
        Export export = registry.export("/devices", mediaType)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        table.add(mediaType + ": seconds", (System.nanoTime() - begin) / 1e9);
        table.add(mediaType + ": lines", export.lines());
        table.add(mediaType + ": MiB sent", export.bytes() / 1048576.0);
        table.add(mediaType + ": resident memory before, MiB", before);
        table.add(mediaType + ": resident memory after, MiB", stack.residentMebibytes("REGISTRY"));
    }
}
