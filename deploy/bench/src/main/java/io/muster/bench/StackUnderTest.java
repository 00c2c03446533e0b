package io.muster.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import picocli.CommandLine.Option;

/** The stack that is measured, as its env file tells of it. */
public final class StackUnderTest {

    private static final String DATA = "MUSTER_STACK_DATA";

    @Option(
            names = "--runs",
            description = "How often each measurement is made (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int runs;

    @Option(
            names = "--workspace",
            description = "Whose devices they are (default: ${DEFAULT-VALUE}).",
            defaultValue = "bench")
    private String workspace = "bench";

    public int runs() {
        return runs;
    }

    public String workspace() {
        return workspace;
    }

    /** A value of the env file. */
    public String value(String key) {
        Path env = Path.of(System.getenv(DATA), "env");
        Properties values = new Properties();
        try (var lines = Files.newBufferedReader(env, StandardCharsets.UTF_8)) {
            values.load(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("no stack is running: " + env + " cannot be read", e);
        }
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(env + " has no " + key);
        }
        return value;
    }

    /** A new token of the workspace with this role. */
    public String token(String role) {
        return command("token", "--workspace", workspace, "--role", role);
    }

    /** Stops one part and keeps it down. */
    public void stop(String part) {
        command("stop", part);
    }

    /** Starts a part that was stopped, and waits until it is ready. */
    public void start(String part) {
        command("start", part);
    }

    /** What one of the stack's commands says. */
    private static String command(String name, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of("deploy", "stack", name).toAbsolutePath().toString());
        line.addAll(List.of(arguments));
        return said(line);
    }

    private static String said(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + " failed");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("run this at the root of the repository", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The ids of these parts' processes and of the generator's own, by name; the map is the caller's. */
    public Map<String, Long> processes(String... parts) {
        Map<String, Long> processes = new LinkedHashMap<>();
        for (String part : parts) {
            processes.put(part, Long.valueOf(value("PID_" + part.toUpperCase(Locale.ROOT))));
        }
        processes.put("generator", ProcessHandle.current().pid());
        return processes;
    }

    /** The resident memory of a part now, in MiB (Linux). */
    public double residentMebibytes(String part) {
        Path status = Path.of("/proc", value("PID_" + part), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is alive on a part's heap now, in MiB, after all else was collected. */
    public double liveHeapMebibytes(String part) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        String[] histogram = said(List.of(jcmd.toString(), value("PID_" + part), "GC.class_histogram"))
                .split("\\s+");
        return Double.parseDouble(histogram[histogram.length - 1]) / (1 << 20);
    }
}
