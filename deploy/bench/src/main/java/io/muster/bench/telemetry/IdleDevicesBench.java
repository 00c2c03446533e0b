package io.muster.bench.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.muster.bench.mqtt.ListeningDevice;
import io.muster.bench.mqtt.MqttClients;
import io.muster.bench.mqtt.MqttLogin;
import io.muster.bench.mqtt.PlatformApi;
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
        Map<String, Double> registered = look(table, "registered");
        try (MqttClients clients = new MqttClients(stack.value("MQTT_URL"))) {
            clients.listen(
                    logins,
                    login -> new ListeningDevice(
                            login, stack.workspace() + "/devices/" + login.clientId() + "/commands/#"));
            look(table, "connected")
                    .forEach((what, mebibytes) ->
                            table.add(what + ", KiB a device", (mebibytes - registered.get(what)) * 1024 / devices));
        }
        table.print(System.out);
        return 0;
    }

    /** What each part takes now, in MiB, by name. */
    private Map<String, Double> look(Table table, String when) throws InterruptedException {
        TimeUnit.SECONDS.sleep(settle);
        Map<String, Double> taken = new LinkedHashMap<>();
        for (String part : OBSERVED) {
            taken.put(part + ", live heap", stack.liveHeapMebibytes(part.toUpperCase(Locale.ROOT)));
            taken.put(part + ", resident", stack.residentMebibytes(part.toUpperCase(Locale.ROOT)));
        }
        taken.forEach((what, mebibytes) -> table.add(what + ", MiB, devices " + when, mebibytes));
        return taken;
    }
}
