package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.restassured.RestAssured;
import org.awaitility.Awaitility;

import static io.muster.systemtests.RunningStack.STACK;

/** One of several telemetry services that share the load: the stack's own, or another that is started beside it. */
final class TelemetryReplica implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";
    private static final Pattern STORED =
            Pattern.compile("^muster_device_messages_total(?:\\{.*})? (\\S+)$", Pattern.MULTILINE);
    /** Whichever the system gives: nobody asks it for anything there. */
    private static final String ANY = "0";
    /** By it the stack knows its own processes, to end them and to start them again. */
    private static final String PART_OF_THE_STACK = "-Dmuster.part=";

    /** Empty for the stack's own, which is not ours to end. */
    private final Optional<Process> process;

    private final String management;

    private TelemetryReplica(Optional<Process> process, String managementPort) {
        this.process = process;
        this.management = "http://127.0.0.1:" + managementPort + "/q";
    }

    /** The one that the stack has started. */
    static TelemetryReplica ofTheStack() {
        return new TelemetryReplica(Optional.empty(), environment().get(MANAGEMENT_PORT));
    }

    /** Starts another, by the same command and with the same settings, and returns when it is ready. */
    static TelemetryReplica beside() {
        String managementPort = Integer.toString(RunningStack.freePort());
        Path log = STACK.log("telemetry-1");
        try {
            ProcessBuilder command = new ProcessBuilder(values("cmdline").stream()
                    .filter(word -> !word.startsWith(PART_OF_THE_STACK))
                    .toList());
            command.environment().clear();
            command.environment().putAll(environment());
            command.environment().put("QUARKUS_HTTP_PORT", ANY);
            command.environment().put(MANAGEMENT_PORT, managementPort);
            command.environment().put("MUSTER_REPLICA", "1");
            Process process = command.directory(of("cwd").toRealPath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            TelemetryReplica replica = new TelemetryReplica(Optional.of(process), managementPort);
            try {
                replica.awaitReadiness(process, log);
                return replica;
            } catch (RuntimeException failed) {
                replica.close();
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static Map<String, String> environment() {
        return values("environ").stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static List<String> values(String file) {
        try {
            return Arrays.asList(Files.readString(of(file)).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the system knows of the stack's telemetry service. */
    private static Path of(String file) {
        return Path.of("/proc", STACK.value("PID_TELEMETRY"), file);
    }
}
