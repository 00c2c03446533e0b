package io.muster.bench.registry;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.muster.bench.OutboxLag;
import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.muster.bench.load.Table;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers a fleet in batches, until Kafka has said every device. */
@Command(name = "registration", description = "Batch registration, with its events on Kafka.")
public final class RegistrationBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "100000", description = "A run's devices (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--batch", defaultValue = "1000", description = "Devices a request (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--callers", defaultValue = "2", description = "Requests at once (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--warm-up",
            defaultValue = "10000",
            description = "Devices before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        RegistryApi registry = new RegistryApi(vertx, stack);
        measure(registry, warmUp, new Table());
        Table table = new Table();
        for (int run = 0; run < stack.runs(); run++) {
            measure(registry, devices, table);
        }
        table.print(System.out);
        vertx.close();
        return 0;
    }

    private void measure(RegistryApi registry, int devices, Table table) throws Exception {
        SampleFleet fleet = new SampleFleet("d" + Long.toString(System.currentTimeMillis(), 36));
        made.set(0);
        try (OutboxLag lag = new OutboxLag(stack.value("REGISTRY_DB_URL"));
                RegisteredEvents events = new RegisteredEvents(stack.value("KAFKA_BOOTSTRAP"), stack.workspace())) {
            long begin = System.nanoTime();
            long batches = (devices + batch - 1) / batch;
            ClosedLoop.Outcome sent = new ClosedLoop(callers)
                    .run(batches, n -> registry.register(fleet.devices((int) n * batch, end(n, devices)))
                            .onSuccess(ids -> made.addAndGet(ids.size())));
            events.await(made.get());
            double said = secondsSince(begin);
            if (made.get() != devices) {
                throw new IllegalStateException(made.get() + " of " + devices + " devices were made");
            }
            table.add("devices a second, answered", devices / sent.seconds());
            table.add("devices a second, until Kafka has the last event", devices / said);
            table.add("oldest event in the outbox, at most, s", lag.highest());
        }
    }

    private int end(long batchNumber, int devices) {
        return (int) Math.min(devices, (batchNumber + 1) * batch);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
