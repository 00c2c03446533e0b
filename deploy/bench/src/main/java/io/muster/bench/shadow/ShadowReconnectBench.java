package io.muster.bench.shadow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.muster.bench.load.OpenLoop;
import io.muster.bench.load.Table;
import io.muster.bench.mqtt.MqttClients;
import io.muster.bench.mqtt.MqttLogin;
import io.muster.bench.mqtt.PlatformApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A fleet comes back, half of it with something to do. */
@Command(name = "shadow-reconnect", description = "A fleet comes back, every other device with something to do.")
public final class ShadowReconnectBench implements Callable<Integer> {

    private static final int CALLERS = 16;
    private static final long PACE_MILLIS = 200;

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "10000", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--within",
            defaultValue = "55",
            description = "Seconds in which they come back (default: ${DEFAULT-VALUE}).")
    private int within;

    @Option(
            names = "--settle",
            defaultValue = "15",
            description = "Seconds after that in which deltas are still counted (default: ${DEFAULT-VALUE}).")
    private int settle;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        Table table = new Table();
        try {
            ShadowApi api = new ShadowApi(vertx, stack);
            List<MqttLogin> logins = new PlatformApi(stack).commission(devices);
            List<String> ids = logins.stream().map(MqttLogin::clientId).toList();
            converge(api, logins, ids);
            for (int run = 1; run <= stack.runs(); run++) {
                List<String> diverged = everyOther(ids);
                api.desireOfAll(diverged, run);
                comeBack(vertx, logins, diverged, table);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        table.print(System.out);
        return 0;
    }

    /** Everybody does what is desired, so that nothing is left but what is desired afterwards. */
    private void converge(ShadowApi api, List<MqttLogin> logins, List<String> ids) throws InterruptedException {
        api.desireOfAll(ids, 0);
        try (MqttClients clients = new MqttClients(stack.value("MQTT_URL"))) {
            clients.listen(logins, login -> new DeltaDevice(login, stack.workspace(), true, (device, number) -> {}));
            new ClosedLoop(CALLERS).run(ids.size(), n -> converged(api, ids.get((int) n)));
        }
    }

    private static Future<Boolean> converged(ShadowApi api, String device) {
        return api.isConverged(device).compose(done -> done ? Future.succeededFuture(true) : converged(api, device));
    }

    /** They hear and do nothing, so that the same half is diverged in the next run. */
    private void comeBack(Vertx vertx, List<MqttLogin> logins, List<String> diverged, Table table)
            throws InterruptedException {
        Reunion reunion = new Reunion();
        try (MqttClients clients = new MqttClients(stack.value("MQTT_URL"))) {
            long begin = System.nanoTime();
            new OpenLoop(vertx, (double) devices / within).run(devices, n -> {
                MqttLogin login = logins.get((int) n);
                DeltaDevice device = clients.connect(new DeltaDevice(login, stack.workspace(), false, reunion));
                return Future.fromCompletionStage(device.listening().thenRun(() -> reunion.isBack(login.clientId())));
            });
            table.add("all are back, s", (System.nanoTime() - begin) / 1e9);
            await(() -> reunion.reached() >= diverged.size());
            table.add("all diverged have a delta, s", (System.nanoTime() - begin) / 1e9);
            TimeUnit.SECONDS.sleep(settle);
        }
        add(table, logins, diverged, reunion);
    }

    private void await(BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(within).toNanos();
        while (!reached.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
        }
    }

    private static void add(Table table, List<MqttLogin> logins, List<String> diverged, Reunion reunion) {
        long all =
                logins.stream().mapToLong(login -> reunion.of(login.clientId())).sum();
        long wanted = diverged.stream().mapToLong(reunion::of).sum();
        table.add("back to delta, p50 ms", reunion.latencies().percentile(50));
        table.add("back to delta, p99 ms", reunion.latencies().percentile(99));
        table.add(
                "diverged with exactly one delta",
                diverged.stream().filter(id -> reunion.of(id) == 1).count());
        table.add(
                "diverged with none",
                diverged.stream().filter(id -> reunion.of(id) == 0).count());
        table.add(
                "diverged with more than one",
                diverged.stream().filter(id -> reunion.of(id) > 1).count());
        table.add("deltas to devices that had not diverged", all - wanted);
    }

    private static List<String> everyOther(List<String> ids) {
        return IntStream.iterate(0, n -> n < ids.size(), n -> n + 2)
                .mapToObj(ids::get)
                .toList();
    }
}
