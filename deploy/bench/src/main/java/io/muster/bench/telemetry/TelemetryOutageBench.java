package io.muster.bench.telemetry;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.muster.bench.mqtt.PlatformApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Postgres is away while devices go on publishing; what the broker has acknowledged meanwhile must come in after it. */
@Command(name = "telemetry-outage", description = "Postgres away for a while, and how soon all is stored after it.")
public final class TelemetryOutageBench implements Callable<Integer> {

    private static final String POSTGRES = "postgres";
    private static final List<String> OBSERVED = List.of("broker", "telemetry");
    private static final int WINDOW = 50;
    private static final long TICKS_A_SECOND = 10;
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / TICKS_A_SECOND;
    private static final long LOOK_MILLIS = 20;

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "10", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--rate",
            defaultValue = "100",
            description = "Messages a second, in tens (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "How long it is away (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        Table table = new Table();
        try (MqttFleet fleet = new MqttFleet(stack, new PlatformApi(stack).commission(devices), WINDOW)) {
            for (int run = 0; run < stack.runs(); run++) {
                awaitStored(fleet, fleet.acknowledged());
                measure(fleet, table);
            }
        }
        table.print(System.out);
        return 0;
    }

    private void measure(MqttFleet fleet, Table table) throws Exception {
        OBSERVED.forEach(part -> remember(table, part, "before"));
        long before = fleet.acknowledged();
        stack.stop(POSTGRES);
        publishSteadily(fleet);
        OBSERVED.forEach(part -> remember(table, part, "at the outage's end"));
        long acknowledged = fleet.acknowledged();
        table.add("acknowledged meanwhile", acknowledged - before);
        stack.start(POSTGRES);
        long begin = System.nanoTime();
        awaitStored(fleet, acknowledged);
        table.add("from Postgres' return until all is stored, s", (System.nanoTime() - begin) / 1e9);
        try (StoredMessages stored = stored()) {
            table.add("lost or stored twice", Math.abs(stored.rows(fleet.ids()) - acknowledged));
        }
    }

    private void remember(Table table, String part, String when) {
        table.add(part + ", resident MiB " + when, stack.residentMebibytes(part.toUpperCase(Locale.ROOT)));
    }

    /** Returns when all of it is acknowledged. */
    private void publishSteadily(MqttFleet fleet) throws InterruptedException {
        long due = fleet.acknowledged() + (long) rate * seconds;
        long begin = System.nanoTime();
        for (long tick = 1; tick <= seconds * TICKS_A_SECOND; tick++) {
            fleet.publish(rate / TICKS_A_SECOND);
            TimeUnit.NANOSECONDS.sleep(begin + tick * TICK_NANOS - System.nanoTime());
        }
        while (fleet.acknowledged() < due) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Postgres ends connections when it is stopped, and so each look has one of its own. */
    private void awaitStored(MqttFleet fleet, long target) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (counted(fleet) < target) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all is stored after five minutes");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private long counted(MqttFleet fleet) {
        try (StoredMessages stored = stored()) {
            return stored.counted(fleet.ids());
        } catch (SQLException stillAway) {
            return -1;
        }
    }

    private StoredMessages stored() throws SQLException {
        return new StoredMessages(stack.value("TELEMETRY_DB_URL"));
    }
}
