package io.muster.bench.registry;

import java.util.List;
import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for filtered, sorted pages at a steady rate: a different filter, order or page each time. */
@Command(name = "device-pages", description = "Filtered, sorted pages of 25 at a steady rate.")
public final class DevicePageBench implements Callable<Integer> {

    private static final List<String> SORTS =
            List.of("name:asc", "createdAt:desc", "lastSeen:desc", "updatedAt:desc", "deviceId:asc");
    private static final List<String> FILTERS = List.of(
            "type=type_%d", "type=type_%d&status=inactive", "tags=fleet,tag_%d", "type=type_%d&connected=false");

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Mixin
    private ReadOptions reads = new ReadOptions();

    @Option(names = "--rate", defaultValue = "100", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() {
        Vertx vertx = Vertx.vertx();
        RegistryApi registry = new RegistryApi(vertx, stack);
        Table table = new Table();
        reads.measure(vertx, rate, stack.runs(), table, n -> registry.get(path(n)));
        table.print(System.out);
        vertx.close();
        return 0;
    }

    private static String path(long n) {
        String filter = FILTERS.get((int) (n % FILTERS.size())).formatted(n / 3 % SampleFleet.TYPES);
        String sort = SORTS.get((int) (n % SORTS.size()));
        return "/devices?" + filter + "&sort=" + sort + "&limit=25&page=" + (1 + n % 4);
    }
}
