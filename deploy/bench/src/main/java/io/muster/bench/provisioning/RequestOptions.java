package io.muster.bench.provisioning;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.muster.bench.OutboxLag;
import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.muster.bench.load.Latencies;
import io.muster.bench.load.ProcessorTime;
import io.muster.bench.load.Table;
import io.vertx.core.Future;
import picocli.CommandLine.Option;

/** How many requests are made, and by how many callers at once. */
final class RequestOptions {

    @Option(names = "--requests", defaultValue = "5000", description = "A run's requests (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--callers", defaultValue = "16", description = "Requests at once (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--warm-up",
            defaultValue = "5000",
            description = "Requests before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    /** How many requests are made in all. */
    int total(int runs) {
        return warmUp + runs * requests;
    }

    /** Makes a request for each of the subjects, of which there are {@link #total}, and prints what that took. */
    void measure(StackUnderTest stack, List<String> subjects, Function<String, Future<?>> request) throws Exception {
        ClosedLoop load = new ClosedLoop(callers);
        load.run(warmUp, n -> request.apply(subjects.get((int) n)));
        Map<String, Long> processes = stack.processes("provisioning", "registry", "broker", "postgres", "kafka");
        Table table = new Table();
        for (int run = 0; run < stack.runs(); run++) {
            int first = warmUp + run * requests;
            try (OutboxLag lag = new OutboxLag(stack.value("PROVISIONING_DB_URL"))) {
                ProcessorTime before = ProcessorTime.now(processes);
                ClosedLoop.Outcome outcome = load.run(requests, n -> request.apply(subjects.get(first + (int) n)));
                Latencies latencies = outcome.latencies();
                table.add("requests a second", outcome.perSecond());
                table.add("p50, ms", latencies.percentile(50));
                table.add("p99, ms", latencies.percentile(99));
                table.add("failed", latencies.failures());
                table.add("oldest event in the outbox, at most, s", lag.highest());
                ProcessorTime.now(processes).addTo(table, "requests", before, requests);
            }
        }
        table.print(System.out);
    }
}
