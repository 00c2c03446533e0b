package io.muster.bench.provisioning;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Sends a file of new devices with a chosen password each. The slow hashes of the passwords before it are waited for, so
 * that each run begins with an idle service.
 */
@Command(name = "bulk", description = "A CSV file of devices with passwords, until it is answered.")
public final class BulkBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Option(names = "--lines", defaultValue = "5000", description = "Devices in the file (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        ProvisioningApi provisioning = new ProvisioningApi(vertx, stack);
        Table table = new Table();
        try (WaitingPasswords waiting = new WaitingPasswords(stack.value("PROVISIONING_DB_URL"))) {
            for (int run = 0; run < stack.runs(); run++) {
                waiting.awaitNone();
                measure(provisioning, waiting, table);
            }
        }
        table.print(System.out);
        vertx.close();
        return 0;
    }

    private void measure(ProvisioningApi provisioning, WaitingPasswords waiting, Table table) throws Exception {
        String file = file("c" + Long.toString(System.currentTimeMillis(), 36));
        long begin = System.nanoTime();
        JsonObject report = provisioning
                .upload(file)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        table.add("seconds until answered", secondsSince(begin));
        table.add("devices made", report.getInteger("numberOfCreated"));
        waiting.awaitNone();
        table.add("seconds until all passwords are kept by their slow hash", secondsSince(begin));
    }

    private String file(String prefix) {
        return "ID;CREDENTIALS;AUTH_TYPE;TYPE;NAME;ICCID;vehicle.plant\n"
                + IntStream.range(0, lines)
                        .mapToObj(n -> prefix + "-" + n + ";pass" + n + "-" + Integer.toHexString(n * 7919)
                                + ";BASIC;type_" + n % 10 + ";Device number " + n + ";8949" + n + ";plant-" + n % 5)
                        .collect(Collectors.joining("\n"));
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
