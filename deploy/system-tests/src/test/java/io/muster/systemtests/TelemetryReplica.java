package io.muster.systemtests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.RestAssured;
import org.awaitility.Awaitility;

import static io.muster.systemtests.RunningStack.STACK;

/** One of several telemetry services that share the load: the stack's own, or another that is started beside it. */
final class TelemetryReplica implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";
    private static final Pattern STORED =
            Pattern.compile("^muster_device_messages_total(?:\\{.*})? (\\S+)$", Pattern.MULTILINE);

    /** Empty for the stack's own, which is not ours to end. */
    private final Optional<Process> process;

    private final String management;

    private TelemetryReplica(Optional<Process> process, String managementPort) {
        this.process = process;
        this.management = "http://127.0.0.1:" + managementPort + "/q";
    }

    /** The one that the stack has started. */
    static TelemetryReplica ofTheStack() {
        return new TelemetryReplica(
                Optional.empty(), PartCopy.of("telemetry").environment().get(MANAGEMENT_PORT));
    }

    /** Starts another, by the same command and with the same settings, and returns when it is ready. */
    static TelemetryReplica beside() {
        return beside(Map.of());
    }

    /** The same, but it consumes from this node of the broker. */
    static TelemetryReplica at(BrokerNode node) {
        return beside(Map.of("MUSTER_MQTT_PORT", Integer.toString(node.url().getPort())));
    }

    private static TelemetryReplica beside(Map<String, String> more) {
        String managementPort = Integer.toString(RunningStack.freePort());
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_HTTP_PORT",
                Integer.toString(RunningStack.freePort()),
                MANAGEMENT_PORT,
                managementPort,
                "MUSTER_REPLICA",
                "1"));
        settings.putAll(more);
        Path log = STACK.log("telemetry-1");
        Process process = PartCopy.of("telemetry").with(settings).start(log);
        TelemetryReplica replica = new TelemetryReplica(Optional.of(process), managementPort);
        try {
            replica.awaitReadiness(process, log);
            return replica;
        } catch (RuntimeException failed) {
            replica.close();
            throw failed;
        }
    }

    /** How many messages of devices it has taken from the broker and stored since it was started. */
    double messages() {
        Matcher counter =
                STORED.matcher(RestAssured.get(management + "/metrics").asString());
        if (!counter.find()) {
            throw new IllegalStateException("The service does not count the messages that it has stored");
        }
        return Double.parseDouble(counter.group(1));
    }

    /** Tells it to end, as a cluster does with a pod, and returns when it has. */
    void end() {
        process.ifPresent(ours -> {
            ours.destroy();
            ours.onExit().orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
        });
    }

    /** Ends it the hard way; it stays so. */
    @Override
    public void close() {
        process.ifPresent(ours -> ours.destroyForcibly().onExit().join());
    }

    private void awaitReadiness(Process starting, Path log) {
        Awaitility.await("another telemetry service")
                .atMost(START)
                .failFast("it has ended; why is in " + log, () -> !starting.isAlive())
                .ignoreExceptions()
                .until(() -> RestAssured.get(management + "/health/ready").statusCode() == 200);
    }
}
