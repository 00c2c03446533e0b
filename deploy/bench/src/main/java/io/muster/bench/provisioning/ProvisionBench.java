package io.muster.bench.provisioning;

import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives devices that are registered, but have no credential yet, a token each, or a key and a certificate. */
@Command(name = "provisions", description = "First credentials of registered devices.")
public final class ProvisionBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Mixin
    private RequestOptions requests = new RequestOptions();

    @Option(
            names = "--auth-type",
            defaultValue = "token",
            description = "token or certificate (default: ${DEFAULT-VALUE}).")
    private String authType;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        ProvisioningApi provisioning = new ProvisioningApi(vertx, stack);
        requests.measure(
                stack,
                provisioning.knownDevices(requests.total(stack.runs())),
                id -> provisioning.provision(id, authType));
        vertx.close();
        return 0;
    }
}
