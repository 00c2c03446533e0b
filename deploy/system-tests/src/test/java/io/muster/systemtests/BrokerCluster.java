package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import static io.muster.systemtests.RunningStack.STACK;

/**
 * Two nodes in the place of the stack's broker. The services are connected to the first, which has the broker's ports and
 * data; the second is nobody's but the devices'.
 */
record BrokerCluster(BrokerNode first, BrokerNode second) implements AutoCloseable {

    private static final String PASSWORD = "of both nodes alone";

    /** Returns when both are ready. */
    static BrokerCluster instead() {
        PartCopy broker = PartCopy.of("broker");
        STACK.command("stop", "broker");
        String firstPort = Integer.toString(RunningStack.freePort());
        String secondPort = Integer.toString(RunningStack.freePort());
        Map<String, String> both = Map.of(
                "MUSTER_BROKER_CLUSTER_PEERS",
                "127.0.0.1:" + firstPort + ",127.0.0.1:" + secondPort,
                "MUSTER_BROKER_CLUSTER_PASSWORD",
                PASSWORD,
                "MUSTER_BROKER_CLUSTER_LOST_MS",
                "5000");
        BrokerCluster cluster = new BrokerCluster(
                BrokerNode.starting(broker.with(both).with(Map.of("MUSTER_BROKER_CLUSTER_PORT", firstPort))),
                BrokerNode.starting(broker.with(both).with(second(secondPort))));
        try {
            cluster.first.awaitReady();
            cluster.second.awaitReady();
            return cluster;
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static Map<String, String> second(String port) {
        try {
            Map<String, String> settings = new HashMap<>(BrokerNode.another(
                    Files.createTempDirectory(Path.of("target"), "broker-1").toAbsolutePath()));
            settings.put("MUSTER_BROKER_CLUSTER_PORT", port);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stack has its own broker again, with what the first node has left. */
    @Override
    public void close() {
        second.close();
        first.close();
        STACK.command("start", "broker");
    }
}
