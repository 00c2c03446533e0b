package io.muster.bench.registry;

import java.util.List;
import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads single devices at a steady rate. */
@Command(name = "device-reads", description = "GET /devices/{id} at a steady rate.")
public final class DeviceReadBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Mixin
    private ReadOptions reads = new ReadOptions();

    @Option(names = "--rate", defaultValue = "1000", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() {
        Vertx vertx = Vertx.vertx();
        RegistryApi registry = new RegistryApi(vertx, stack);
        List<String> ids = registry.someIds();
        Table table = new Table();
        reads.measure(
                vertx,
                rate,
                stack.runs(),
                table,
                n -> registry.get("/devices/" + ids.get((int) (n * 7919 % ids.size()))));
        table.print(System.out);
        vertx.close();
        return 0;
    }
}
