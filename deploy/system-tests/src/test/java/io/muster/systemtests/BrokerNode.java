package io.muster.systemtests;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.restassured.RestAssured;
import org.awaitility.Awaitility;

import static io.muster.systemtests.RunningStack.STACK;

/** One of the nodes of a broker, run as the stack runs its only one. */
final class BrokerNode implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final String MQTT_PORT = "MUSTER_BROKER_MQTT_PORT";
    private static final String HEALTH_PORT = "MUSTER_BROKER_HEALTH_PORT";

    private final PartCopy program;
    private final Path log;
    private Process process;

    private BrokerNode(PartCopy program) {
        this.program = program;
        this.log = STACK.log(program.environment().get("MUSTER_BROKER_NAME") + "-of-cluster");
    }

    /** Starts it; {@link #awaitReady} says when it is. */
    static BrokerNode starting(PartCopy program) {
        BrokerNode node = new BrokerNode(program);
        node.start();
        return node;
    }

    /** What another node differs in, beside its cluster: nothing is the first one's. */
    static Map<String, String> another(Path data) {
        return Map.of(
                "MUSTER_BROKER_NAME",
                "broker-1",
                "MUSTER_BROKER_DATA",
                data.toString(),
                MQTT_PORT,
                anyPort(),
                "MUSTER_BROKER_MQTTS_PORT",
                anyPort(),
                "MUSTER_BROKER_WS_PORT",
                anyPort(),
                HEALTH_PORT,
                anyPort());
    }

    /** Where devices and services reach it. */
    URI url() {
        return URI.create("mqtt://127.0.0.1:" + program.environment().get(MQTT_PORT));
    }

    void start() {
        process = program.start(log);
    }

    void awaitReady() {
        String health = "http://127.0.0.1:" + program.environment().get(HEALTH_PORT) + "/health/ready";
        Awaitility.await("a node of the broker")
                .atMost(START)
                .failFast("it has ended; why is in " + log, () -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> RestAssured.get(health).statusCode() == 200);
    }

    /** As {@code kill -9}; it stays so until it is started again. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends it in order. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static String anyPort() {
        return Integer.toString(RunningStack.freePort());
    }
}
