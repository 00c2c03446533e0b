package io.muster.bench.provisioning;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.muster.bench.load.Latencies;
import io.muster.bench.load.OpenLoop;
import io.muster.bench.load.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Revokes the credentials of connected devices at a steady rate, until each has been put out. */
@Command(name = "revocations", description = "From a revocation to the end of the device's session.")
public final class RevocationBench implements Callable<Integer> {

    private static final int CONNECTING_AT_ONCE = 16;
    private static final long PATIENCE_SECONDS = 60;

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "500", description = "A run's devices (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--rate", defaultValue = "20", description = "Revocations a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        ProvisioningApi provisioning = new ProvisioningApi(vertx, stack);
        measure(vertx, provisioning, new Table());
        Table table = new Table();
        for (int run = 0; run < stack.runs(); run++) {
            measure(vertx, provisioning, table);
        }
        table.print(System.out);
        vertx.close();
        return 0;
    }

    private void measure(Vertx vertx, ProvisioningApi provisioning, Table table) throws Exception {
        List<ConnectedDevice> connected = connected(provisioning);
        Latencies ends = new Latencies();
        Latencies receipts = new Latencies();
        LongAdder closed = new LongAdder();
        OpenLoop load = new OpenLoop(vertx, rate);
        Latencies answers = load.run(connected.size(), n -> {
            ConnectedDevice device = connected.get((int) n);
            long begin = System.nanoTime();
            device.ended().thenAccept(end -> ends.took(end - begin));
            return provisioning.revoke(device.id(), device.credential()).onSuccess(receipt -> {
                receipts.took(TimeUnit.MILLISECONDS.toNanos(receipt.getLong("elapsedMillis")));
                closed.add(receipt.getLong("sessionsClosed"));
            });
        });
        for (ConnectedDevice device : connected) {
            device.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        table.add("request to the session's end, p50, ms", ends.percentile(50));
        table.add("request to the session's end, p99, ms", ends.percentile(99));
        table.add("receipt's own measurement, p50, ms", receipts.percentile(50));
        table.add("receipt's own measurement, p99, ms", receipts.percentile(99));
        table.add("request to the receipt, p99, ms", answers.percentile(99));
        table.add("sessions closed by the receipts, of " + connected.size(), closed.sum());
        table.add("failed", answers.failures());
    }

    private List<ConnectedDevice> connected(ProvisioningApi provisioning) {
        URI broker = URI.create(stack.value("MQTT_URL"));
        List<String> ids = provisioning.knownDevices(devices);
        ConcurrentLinkedQueue<ConnectedDevice> connected = new ConcurrentLinkedQueue<>();
        new ClosedLoop(CONNECTING_AT_ONCE).run(ids.size(), n -> connect(provisioning, broker, ids.get((int) n))
                .onSuccess(connected::add));
        return List.copyOf(connected);
    }

    private static Future<ConnectedDevice> connect(ProvisioningApi provisioning, URI broker, String id) {
        return provisioning.provision(id, "token").compose(issued -> provisioning
                .credentials(id)
                .map(credentials -> ((JsonObject) credentials.getJsonObject(0)).getString("id"))
                .compose(
                        credential -> Future.fromCompletionStage(ConnectedDevice.connect(broker, issued, credential))));
    }
}
