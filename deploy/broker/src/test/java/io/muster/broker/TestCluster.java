package io.muster.broker;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Two nodes of one broker, in this JVM. */
record TestCluster(TestBroker first, TestBroker second, String nameOfSecond) implements AutoCloseable {

    static final String PASSWORD = "password of all nodes";

    /** Returns when they know each other. */
    static TestCluster start(String name, TestPlatform platform) {
        return FreePorts.start(ports -> {
            CompletableFuture<TestBroker> first = node(name + "-0", ports.first(), ports, platform);
            CompletableFuture<TestBroker> second = node(name + "-1", ports.second(), ports, platform);
            return new TestCluster(first.join(), second.join(), name + "-1");
        });
    }

    private static CompletableFuture<TestBroker> node(String name, int port, FreePorts ports, TestPlatform platform) {
        Map<String, String> settings = Map.of(
                "MUSTER_BROKER_CLUSTER_PEERS",
                "127.0.0.1:" + ports.first() + ",127.0.0.1:" + ports.second(),
                "MUSTER_BROKER_CLUSTER_PORT",
                Integer.toString(port),
                "MUSTER_BROKER_CLUSTER_PASSWORD",
                PASSWORD,
                "MUSTER_BROKER_CLUSTER_LOST_MS",
                "5000");
        return CompletableFuture.supplyAsync(() -> {
            try {
                return TestBroker.start(name, platform, settings);
            } catch (Exception e) {
                throw new IllegalStateException("The node " + name + " did not start", e);
            }
        });
    }

    @Override
    public void close() throws Exception {
        first.close();
        second.close();
    }
}
