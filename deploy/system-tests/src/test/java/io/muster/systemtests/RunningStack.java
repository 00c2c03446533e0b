package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * The platform as {@code deploy/stack/up} starts it: beside any other stack on this machine, with data of its own, once
 * for all system tests of this process. With {@code -Dmuster.stack.env=<file>} the tests use a stack that is running already,
 * which has to send its traces to {@code -Dmuster.traces.port=<port>}.
 */
final class RunningStack {

    private static final Duration START = Duration.ofMinutes(5);
    private static final List<Integer> PORTS = List.of(
            1883, 5432, 8080, 8081, 8082, 8083, 8084, 8085, 8093, 8883, 9081, 9082, 9083, 9084, 9085, 9086, 9092, 9093);

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final int LOWEST_PORT = 10_000;
    /** Below the ports that the system gives to whoever asks for any. */
    private static final int HIGHEST_PORT = 32_000;

    /** Below the other constants, because it needs them. */
    static final RunningStack STACK = new RunningStack();

    private final Path commands = Path.of(System.getProperty("muster.root"), "deploy", "stack");
    private final Map<String, String> environment;
    private final Path env;
    private final TraceReceiver traces;

    private RunningStack() {
        Optional<String> running = Optional.ofNullable(System.getProperty("muster.stack.env"));
        if (running.isPresent()) {
            env = Path.of(running.get());
            environment = Map.of("MUSTER_STACK_DATA", env.getParent().toString());
            traces = TraceReceiver.at(Integer.getInteger("muster.traces.port", 0));
            return;
        }
        Path data = TARGET.resolve(System.getProperty("muster.stack.name", "stack"));
        env = data.resolve("env");
        environment = new HashMap<>(Map.of("MUSTER_STACK_DATA", data.toString()));
        environment.putAll(ChartDrain.environment());
        // Ten services and more start beside each other here, on as many processors as one of them should have.
        environment.put("MUSTER_DEVICE_NEWS_WAIT", "5s");
        int port = freePort();
        traces = TraceReceiver.at(port);
        environment.putAll(observed(port));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> command("down")));
        if (Files.exists(data)) {
            // What an earlier run has left; of a killed one also the processes.
            command("reset");
        }
        up(3);
    }

    /** Traces of some of what happens, and logs as programs read them. */
    private static Map<String, String> observed(int port) {
        return Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + port,
                "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0.1",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "500ms",
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
    }

    /** What the services say of traces. */
    TraceReceiver traces() {
        return traces;
    }

    /** Ports that were free may be taken by the time they are wanted: there is another stack that starts beside this one. */
    private void up(int tries) {
        environment.put("MUSTER_PORT_OFFSET", Integer.toString(freeOffset()));
        try {
            command("up", "--detach");
        } catch (IllegalStateException notStarted) {
            if (tries == 1) {
                throw notStarted;
            }
            command("reset");
            up(tries - 1);
        }
    }

    /** A value of the stack's env file, as it is now. */
    String value(String key) {
        String value = values().get(key);
        if (value == null) {
            throw new IllegalStateException("The stack's env file has no " + key);
        }
        return value;
    }

    /** Where a process writes that is not one of the stack's own. */
    Path log(String name) {
        return env.resolveSibling("logs").resolve(name + ".log");
    }

    /** Ends a part the hard way and returns when it is running again, as another process. */
    void killAndAwaitRestart(String part) {
        awaitRestart(part, Long.parseLong(kill(part)));
    }

    /** Returns when the part is running as another process than this one, which has ended. */
    void awaitRestart(String part, long pid) {
        String before = Long.toString(pid);
        Awaitility.await("restart of " + part)
                .atMost(START)
                .until(() -> values().getOrDefault("PID_" + part.toUpperCase(), before), now -> !now.equals(before));
    }

    /** Ends a part the hard way, in the middle of whatever it does; the stack starts it again. */
    String kill(String part) {
        String pid = value("PID_" + part.toUpperCase());
        run(List.of("kill", "-9", pid));
        return pid;
    }

    /** Returns when devices can come in again, whatever was done to the stack before. */
    void awaitRecovery() {
        Awaitility.await("recovery").atMost(Duration.ofMinutes(2)).untilAsserted(FieldDevice::commissioned);
    }

    /** A part and its children stop doing anything, with all that they hold, until {@link #thaw}. */
    void freeze(String part) {
        signal("-STOP", part);
    }

    void thaw(String part) {
        signal("-CONT", part);
    }

    private void signal(String signal, String part) {
        ProcessHandle process = ProcessHandle.of(Long.parseLong(value("PID_" + part.toUpperCase())))
                .orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", signal, Long.toString(process.pid())));
        process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        run(command);
    }

    /** Runs {@code deploy/stack/<name>}, for example {@code stop postgres}. */
    String command(String name, String... arguments) {
        return run(Stream.concat(Stream.of(commands.resolve(name).toString()), Arrays.stream(arguments))
                .toList());
    }

    private Map<String, String> values() {
        try (Stream<String> lines = Files.lines(env)) {
            return lines.filter(line -> line.contains("="))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, HashMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> words) {
        try {
            Path output = Files.createTempFile(TARGET, "command", ".log");
            ProcessBuilder process =
                    new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
            process.environment().putAll(environment);
            Process started = process.start();
            boolean ended = started.waitFor(START.toSeconds(), TimeUnit.SECONDS);
            String said = Files.readString(output);
            Files.delete(output);
            if (!ended || started.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", words) + " failed:\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A port that nobody uses at this moment and that the system gives to no outgoing connection. */
    static int freePort() {
        return ThreadLocalRandom.current()
                .ints(LOWEST_PORT, HIGHEST_PORT)
                .filter(RunningStack::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static int freeOffset() {
        return ThreadLocalRandom.current()
                .ints(LOWEST_PORT - PORTS.get(0), HIGHEST_PORT - PORTS.get(PORTS.size() - 1))
                .limit(1_000)
                .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No free range of ports"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
