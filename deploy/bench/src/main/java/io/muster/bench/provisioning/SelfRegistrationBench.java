package io.muster.bench.provisioning;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.muster.bench.StackUnderTest;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Devices that nobody has registered come in by their serials, which have been enrolled. */
@Command(name = "self-registrations", description = "Devices that register themselves by an enrolled serial.")
public final class SelfRegistrationBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Mixin
    private RequestOptions requests = new RequestOptions();

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        ProvisioningApi provisioning = new ProvisioningApi(vertx, stack);
        String prefix = "s" + Long.toString(System.currentTimeMillis(), 36) + "-";
        List<String> serials = IntStream.range(0, requests.total(stack.runs()))
                .mapToObj(n -> prefix + n)
                .toList();
        provisioning.enrol(serials);
        requests.measure(stack, serials, provisioning::register);
        vertx.close();
        return 0;
    }
}
