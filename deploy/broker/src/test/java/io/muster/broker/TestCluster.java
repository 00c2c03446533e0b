package io.muster.broker;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Two nodes of one broker.
 *
 * @param second in this JVM or in a process of its own
 */
record TestCluster<N extends AutoCloseable>(TestBroker first, N second, String nameOfSecond) implements AutoCloseable {

    static final String PASSWORD = "password of all nodes";

    /** Both in this JVM; returns when they know each other. */
    static TestCluster<TestBroker> start(String name, TestPlatform platform) {
        return start(name, platform, settings -> TestBroker.start(name + "-1", platform, settings));
    }

    /** One in this JVM and one that can be killed; returns when they know each other. */
    static TestCluster<BrokerProcess> withProcess(String name, TestPlatform platform) {
        return start(name, platform, settings -> BrokerProcess.start(name + "-1", platform, settings));
    }

    private interface Node<N> {
        N start(Map<String, String> settings) throws Exception;
    }

    private static <N extends AutoCloseable> TestCluster<N> start(String name, TestPlatform platform, Node<N> other) {
        return FreePorts.start(ports -> {
            CompletableFuture<N> second = later(() -> other.start(settings(ports.second(), ports)));
            TestBroker first = TestBroker.start(name + "-0", platform, settings(ports.first(), ports));
            return new TestCluster<>(first, second.join(), name + "-1");
        });
    }

    /** A device is said to listen late rather than too early: that would be a test that passes by luck. */
    private static Map<String, String> settings(int port, FreePorts ports) {
        return Map.of(
                "MUSTER_BROKER_CLUSTER_PEERS",
                "127.0.0.1:" + ports.first() + ",127.0.0.1:" + ports.second(),
                "MUSTER_BROKER_CLUSTER_PORT",
                Integer.toString(port),
                "MUSTER_BROKER_CLUSTER_PASSWORD",
                PASSWORD,
                "MUSTER_BROKER_CLUSTER_LOST_MS",
                "5000",
                "MUSTER_BROKER_CLUSTER_SETTLE_MS",
                "60000");
    }

    private static <N> CompletableFuture<N> later(Callable<N> start) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return start.call();
            } catch (Exception e) {
                throw new IllegalStateException("A node did not start", e);
            }
        });
    }

    @Override
    public void close() throws Exception {
        first.close();
        second.close();
    }
}
