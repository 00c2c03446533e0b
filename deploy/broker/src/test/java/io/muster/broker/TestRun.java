package io.muster.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.kafka.common.utils.Utils;

/** What all test classes of one JVM have in common. */
final class TestRun {

    /** How long is waited for what must come. Far more than it takes: a busy machine is no failure. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Below the build's directory and the same for each run: also what a killed one leaves is found and deleted. */
    private static final Path DATA = emptied(Path.of("target", "test-data").toAbsolutePath());

    private static final Deque<AutoCloseable> LASTING = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestRun::end));
    }

    private TestRun() {}

    /** A new directory, which is there until the next run. */
    static Path directory(String name) throws IOException {
        return Files.createTempDirectory(DATA, name);
    }

    /** Keeps it open until the JVM ends. The youngest is closed first: a broker's last words still reach Kafka. */
    static synchronized <T extends AutoCloseable> T lasting(T resource) {
        LASTING.push(resource);
        return resource;
    }

    private static Path emptied(Path directory) {
        try {
            Utils.delete(directory.toFile());
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void end() {
        for (AutoCloseable resource : LASTING) {
            try {
                resource.close();
            } catch (Exception e) {
                // Nobody is left to fail; the others are still to be closed.
                e.printStackTrace();
            }
        }
    }
}
