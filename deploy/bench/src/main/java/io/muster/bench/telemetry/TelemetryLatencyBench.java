package io.muster.bench.telemetry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Latencies;
import io.muster.bench.load.Table;
import io.muster.bench.mqtt.PlatformApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long after it was published a message can be queried, while others publish at a steady rate. */
@Command(name = "telemetry-latency", description = "From publishing to the answer of a query, at steady rates.")
public final class TelemetryLatencyBench implements Callable<Integer> {

    private static final int WINDOW = 50;
    private static final long PROBE_MILLIS = 20;
    private static final long TICK_MILLIS = 10;
    private static final Pattern PROBE = Pattern.compile("\"probe\":(\\d+)");

    private record Probe(long number, long publishedAt) {}

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--devices", defaultValue = "200", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "1000,5000",
            description = "Messages a second (default: ${DEFAULT-VALUE}).")
    private int[] rates = {};

    @Option(names = "--seconds", defaultValue = "20", description = "A run's length (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private long probes;

    @Override
    public Integer call() throws Exception {
        PlatformApi platform = new PlatformApi(stack);
        Table table = new Table();
        var logins = platform.commission(devices + 1);
        try (MqttFleet fleet = new MqttFleet(stack, logins.subList(1, devices + 1), WINDOW);
                MqttFleet probe = new MqttFleet(stack, logins.subList(0, 1), WINDOW)) {
            for (int rate : rates) {
                run(platform, fleet, probe, rate, Duration.ofSeconds(warmUp));
                for (int run = 0; run < stack.runs(); run++) {
                    Latencies latencies = run(platform, fleet, probe, rate, Duration.ofSeconds(seconds));
                    table.add("at " + rate + " a second, p50, ms", latencies.percentile(50));
                    table.add("at " + rate + " a second, p99, ms", latencies.percentile(99));
                }
            }
        } finally {
            clock.shutdownNow();
        }
        table.print(System.out);
        return 0;
    }

    /** The probe says a number that grows; a query that answers a number has found all up to it. */
    private Latencies run(PlatformApi platform, MqttFleet fleet, MqttFleet probe, int rate, Duration length)
            throws Exception {
        Latencies latencies = new Latencies();
        Queue<Probe> open = new ArrayDeque<>();
        var load = clock.scheduleAtFixedRate(
                () -> fleet.publish(rate * TICK_MILLIS / 1_000), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        String device = probe.ids()[0];
        long end = System.nanoTime() + length.toNanos();
        long nextProbe = System.nanoTime();
        try {
            while (System.nanoTime() < end || !open.isEmpty()) {
                long now = System.nanoTime();
                if (now >= nextProbe && now < end) {
                    open.add(new Probe(++probes, now));
                    probe.publish("{\"probe\":" + probes + "}");
                    nextProbe += TimeUnit.MILLISECONDS.toNanos(PROBE_MILLIS);
                }
                settle(open, newest(platform.latest(device).join()), latencies);
                Thread.sleep(1);
            }
        } finally {
            load.cancel(false);
        }
        return latencies;
    }

    private static void settle(Queue<Probe> open, long newest, Latencies latencies) {
        long now = System.nanoTime();
        while (!open.isEmpty() && open.peek().number() <= newest) {
            latencies.took(now - open.remove().publishedAt());
        }
    }

    private static long newest(String latest) {
        Matcher found = PROBE.matcher(latest);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
