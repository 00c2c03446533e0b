package io.muster.bench.telemetry;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What devices take that are connected and wait for commands. */
@Command(name = "idle-devices", description = "The memory that connected devices take which say nothing.")
public final class IdleDevicesBench implements Callable<Integer> {

    private static final List<String> OBSERVED = List.of("broker", "telemetry", "command");

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "10000", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--settle",
            defaultValue = "20",
            description = "Seconds before memory is looked at (default: ${DEFAULT-VALUE}).")
    private int settle;

    @Override
    public Integer call() throws Exception {
        Table table = new Table();
        List<MqttLogin> logins = new PlatformApi(stack).commission(devices);
        table.add("devices", devices);
        look(table, "registered");
        try (MqttClients clients = new MqttClients(stack.value("MQTT_URL"))) {
            for (MqttLogin login : logins) {
                clients.connect(new IdleDevice(
                                login, stack.workspace() + "/devices/" + login.clientId() + "/commands/#"))
                        .listening()
                        .join();
            }
            look(table, "connected");
        }
        table.print(System.out);
        return 0;
    }

    private void look(Table table, String when) throws InterruptedException {
        TimeUnit.SECONDS.sleep(settle);
        for (String part : OBSERVED) {
            table.add(
                    part + ", live heap MiB, devices " + when, stack.liveHeapMebibytes(part.toUpperCase(Locale.ROOT)));
            table.add(part + ", resident MiB, devices " + when, stack.residentMebibytes(part.toUpperCase(Locale.ROOT)));
        }
    }
}
