package io.muster.bench.provisioning;

import java.util.concurrent.Callable;

import io.muster.bench.StackUnderTest;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives devices that are registered, but have no credential yet, a key and a certificate each. */
@Command(name = "certificates", description = "First certificates of registered devices.")
public final class CertificateBench implements Callable<Integer> {

    @Mixin
    private StackUnderTest stack = new StackUnderTest();

    @Mixin
    private RequestOptions requests = new RequestOptions();

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        ProvisioningApi provisioning = new ProvisioningApi(vertx, stack);
        requests.measure(
                stack,
                provisioning.knownDevices(requests.total(stack.runs())),
                id -> provisioning.provision(id, "certificate"));
        vertx.close();
        return 0;
    }
}
