package io.muster.bench.telemetry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Latencies;
import io.muster.bench.load.Table;
import io.muster.bench.mqtt.PlatformApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One device's past, asked for among a month of what many others said. */
@Command(name = "telemetry-history", description = "Queries of one device among a month of many devices' readings.")
public final class TelemetryHistoryBench implements Callable<Integer> {

    private static final int DAYS = 30;
    private static final int UPLOAD = 10_000;

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(
            names = "--rows",
            defaultValue = "50000000",
            description = "Readings of the others; some 300 bytes each (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(names = "--others", defaultValue = "10000", description = "Other devices (default: ${DEFAULT-VALUE}).")
    private int others;

    @Option(
            names = "--own",
            defaultValue = "1000000",
            description = "Readings of the device itself (default: ${DEFAULT-VALUE}).")
    private long own;

    @Option(names = "--requests", defaultValue = "200", description = "Of each kind (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--keep", description = "Leave the filled days, to look at plans of queries.")
    private boolean kept;

    @Override
    public Integer call() throws Exception {
        Table table = new Table();
        PlatformApi platform = new PlatformApi(stack);
        String device = platform.commission(1).get(0).clientId();
        try (FilledDays days = new FilledDays(stack.value("TELEMETRY_DB_URL"), stack.workspace(), kept)) {
            LocalDate end = days.firstDay();
            for (int day = 1; day <= DAYS; day++) {
                days.fill(end.minusDays(day), others, rows / DAYS);
            }
            System.err.println("the device that is asked for: " + device);
            table.add("bytes a reading, indexes included", days.bytesARow(rows));
            Instant from = end.minusDays(DAYS).atStartOfDay().toInstant(ZoneOffset.UTC);
            Instant to = end.atStartOfDay().toInstant(ZoneOffset.UTC);
            upload(platform, device, from, to);
            String month = "from=" + from + "&to=" + to;
            String day = "from=" + to.minus(2, ChronoUnit.DAYS) + "&to=" + to.minus(1, ChronoUnit.DAYS);
            measure(table, platform, "latest", device, "latest");
            measure(table, platform, "page of 100 of one day", device, "?limit=100&" + day);
            measure(table, platform, "page of 1,000 of the month", device, "?limit=1000&" + month);
            measure(table, platform, "a month by the hour, average", device, "aggregate?fn=avg&bucket=1h&" + month);
            measure(
                    table,
                    platform,
                    "a day by five minutes, 95th percentile",
                    device,
                    "aggregate?fn=p95&keys=temperature&bucket=5m&" + day);
        }
        table.print(System.out);
        return 0;
    }

    private void upload(PlatformApi platform, String device, Instant from, Instant to) {
        long step = ChronoUnit.MILLIS.between(from, to) / own;
        for (long first = 0; first < own; first += UPLOAD) {
            platform.upload(
                            device,
                            LongStream.range(first, Math.min(own, first + UPLOAD))
                                    .mapToObj(n -> (from.toEpochMilli() + n * step) + "," + (20 + n % 97 / 10.0) + ","
                                            + (40 + n % 31) + "," + n % 100)
                                    .collect(
                                            Collectors.joining("\n", "timestamp,temperature,humidity,battery\n", "\n")))
                    .join();
        }
    }

    private void measure(Table table, PlatformApi platform, String what, String device, String query) {
        String path = query.startsWith("?") ? query : "/" + query;
        for (int run = 0; run < stack.runs(); run++) {
            Latencies latencies = new Latencies();
            for (int request = 0; request < requests; request++) {
                long begin = System.nanoTime();
                platform.telemetry(device, path).join();
                latencies.took(System.nanoTime() - begin);
            }
            table.add(what + ", p50, ms", latencies.percentile(50));
            table.add(what + ", p99, ms", latencies.percentile(99));
        }
    }
}
