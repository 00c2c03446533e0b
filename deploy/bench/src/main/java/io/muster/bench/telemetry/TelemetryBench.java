package io.muster.bench.telemetry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ProcessorTime;
import io.muster.bench.load.Table;
import io.muster.bench.mqtt.MqttLogin;
import io.muster.bench.mqtt.PlatformApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Devices publish as fast as they are acknowledged, until the last message can be queried; and the limits of it. */
@Command(name = "telemetry", description = "Telemetry over MQTT until it can be queried, beside the raw limits.")
public final class TelemetryBench implements Callable<Integer> {

    private static final String PART = "telemetry";
    private static final String SUBSCRIPTION = "$share/telemetry/+/devices/+/telemetry/#";
    private static final long PACE_MILLIS = 20;

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "200", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--messages", defaultValue = "200000", description = "Of a run (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(
            names = "--window",
            defaultValue = "50",
            description = "Unacknowledged messages of a device (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--warm-up",
            defaultValue = "200000",
            description = "Messages before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--batch", defaultValue = "500", description = "Rows of a raw insert (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--no-raw",
            description = "Leave out the raw limits, for which the telemetry service is stopped for a moment.")
    private boolean withoutLimits;

    @Override
    public Integer call() throws Exception {
        PlatformApi platform = new PlatformApi(stack);
        Table table = new Table();
        try (MqttFleet fleet = new MqttFleet(stack, platform.commission(devices), window);
                StoredMessages stored = new StoredMessages(stack.value("TELEMETRY_DB_URL"))) {
            measure(fleet, stored, warmUp, new Table());
            for (int run = 0; run < stack.runs(); run++) {
                measure(fleet, stored, messages, table);
            }
            requireQueryable(platform, fleet, stored);
            if (!withoutLimits) {
                measureLimits(fleet, stored, table);
            }
        }
        table.print(System.out);
        return 0;
    }

    private void measure(MqttFleet fleet, StoredMessages stored, long messages, Table table) throws Exception {
        long target = stored.counted(fleet.ids()) + messages;
        long acknowledgedTarget = fleet.acknowledged() + messages;
        long bytes = stored.bytes();
        ProcessorTime before = ProcessorTime.now(processes());
        long begin = System.nanoTime();
        fleet.publish(messages);
        while (fleet.acknowledged() < acknowledgedTarget) {
            Thread.sleep(PACE_MILLIS);
        }
        double acknowledged = secondsSince(begin);
        while (stored.counted(fleet.ids()) < target) {
            Thread.sleep(PACE_MILLIS);
        }
        double queryable = secondsSince(begin);
        table.add("acknowledged a second", messages / acknowledged);
        table.add("stored a second", messages / queryable);
        table.add("bytes a message, all tables and indexes", (stored.bytes() - bytes) / (double) messages);
        ProcessorTime.now(processes()).addTo(table, "stored", before, messages);
    }

    /** That the figures speak of rows, and that the service hands out what they say. */
    private static void requireQueryable(PlatformApi platform, MqttFleet fleet, StoredMessages stored)
            throws Exception {
        long rows = stored.rows(fleet.ids());
        if (rows != fleet.acknowledged()) {
            throw new IllegalStateException(rows + " rows of " + fleet.acknowledged() + " messages");
        }
        for (String device : List.of(fleet.ids())) {
            String latest = platform.latest(device).join();
            if (!latest.contains("23.5")) {
                throw new IllegalStateException("not the latest of " + device + ": " + latest);
            }
        }
    }

    private void measureLimits(MqttFleet fleet, StoredMessages stored, Table table) throws Exception {
        for (int run = 0; run < stack.runs(); run++) {
            table.add("raw insert, rows a second", stored.insertRaw(stack.workspace(), fleet.ids(), messages, batch));
        }
        stack.stop(PART);
        try {
            passRaw(fleet, table);
        } finally {
            stack.start(PART);
        }
        table.addRatio("raw insert : stored", "raw insert, rows a second", "stored a second");
        table.addRatio("raw broker : stored", "raw broker, messages a second", "stored a second");
    }

    private void passRaw(MqttFleet fleet, Table table) throws Exception {
        MqttLogin login = new MqttLogin("bench-raw", PART, stack.value("BROKER_PASSWORD_TELEMETRY"));
        Map<String, Long> processes = processes();
        processes.remove(PART);
        RawConsumer consumer = fleet.consume(login, SUBSCRIPTION);
        for (int run = 0; run < stack.runs(); run++) {
            long target = consumer.received() + messages;
            ProcessorTime before = ProcessorTime.now(processes);
            long begin = System.nanoTime();
            fleet.publish(messages);
            while (consumer.received() < target) {
                Thread.sleep(PACE_MILLIS);
            }
            table.add("raw broker, messages a second", messages / secondsSince(begin));
            ProcessorTime.now(processes).addTo(table, "raw broker", before, messages);
        }
    }

    private Map<String, Long> processes() {
        return stack.processes("broker", PART, "postgres", "kafka");
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
