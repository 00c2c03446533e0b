package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.restassured.RestAssured;
import org.awaitility.Awaitility;

import static io.muster.systemtests.RunningStack.STACK;

/** One of several processes of a service: the stack's own, or another that is started beside it. */
final class ServiceReplica implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String HTTP_PORT = "QUARKUS_HTTP_PORT";
    private static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";
    /** It lives for a minute or two, and its start competes with everything else. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String service;
    private final ProcessHandle process;
    private final int port;
    private final String management;
    private final boolean ours;

    private ServiceReplica(String service, ProcessHandle process, Map<String, String> settings, boolean ours) {
        this.service = service;
        this.process = process;
        this.port = Integer.parseInt(settings.get(HTTP_PORT));
        this.management = "http://127.0.0.1:" + settings.get(MANAGEMENT_PORT) + "/q";
        this.ours = ours;
    }

    /** The one that the stack has started; when it ends, however it does, the stack starts another. */
    static ServiceReplica ofTheStack(String service) {
        long pid = Long.parseLong(STACK.value("PID_" + service.toUpperCase()));
        return new ServiceReplica(
                service,
                ProcessHandle.of(pid).orElseThrow(),
                PartCopy.of(service).environment(),
                false);
    }

    /** Starts another by the same command and with the same settings; {@link #awaitReady} says when it is ready. */
    static ServiceReplica starting(PartCopy ofTheStack, String service, Map<String, String> more) {
        String name = "beside-" + NAMES.incrementAndGet();
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(ChartDrain.environment());
        settings.put(HTTP_PORT, Integer.toString(RunningStack.freePort()));
        settings.put(MANAGEMENT_PORT, Integer.toString(RunningStack.freePort()));
        settings.put("MUSTER_REPLICA", name);
        settings.put("JDK_JAVA_OPTIONS", QUICK_START);
        Process process = ofTheStack.with(settings).start(STACK.log(service + "-" + name));
        return new ServiceReplica(service, process.toHandle(), settings, true);
    }

    /** Starts another, which differs in these settings, and returns when it is ready. */
    static ServiceReplica beside(String service, Map<String, String> more) {
        return starting(PartCopy.of(service), service, more).awaitReady();
    }

    /** Returns when it is ready; one that will not be is ended. */
    ServiceReplica awaitReady() {
        try {
            Awaitility.await("another " + service)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .failFast("it has ended, see its log", () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(() -> RestAssured.get(management + "/health/ready").statusCode() == 200);
            return this;
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** Of a counter of its metrics, without labels or with any; behind it may stand a trace as an example. */
    double counter(String name) {
        Matcher counter = Pattern.compile("^" + name + "(?:\\{.*?})? (\\S+)(?: # .*)?$", Pattern.MULTILINE)
                .matcher(RestAssured.get(management + "/metrics").asString());
        if (!counter.find()) {
            throw new IllegalStateException(service + " does not count " + name);
        }
        return Double.parseDouble(counter.group(1));
    }

    /** Whether this is its end of a connection. */
    boolean isAt(int localPort) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return Sockets.inodes(localPort).stream()
                    .map(inode -> "socket:[" + inode + "]")
                    .anyMatch(files.map(ServiceReplica::target).toList()::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells it to end, as a cluster does with a pod, and returns when it has. */
    void end() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it the hard way, unless it is the stack's. */
    @Override
    public void close() {
        if (ours) {
            kill();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
