package io.muster.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a killed PostgreSQL leaves behind. Its backends outlive it for a moment and hold the shared memory, and its lock
 * file names a process id that may by now be anybody's; with either of them the next one refuses to start.
 */
record PostgresLeftovers(Path directory) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PACE = Duration.ofMillis(50);
    private static final Path PROCESSES = Path.of("/proc");

    void clear() throws IOException, InterruptedException {
        if (!Files.isDirectory(PROCESSES.resolve("self"))) {
            // Without /proc PostgreSQL's own checks must do.
            return;
        }
        Instant limit = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(limit) && !inside().isEmpty()) {
            Thread.sleep(PACE.toMillis());
        }
        inside().forEach(ProcessHandle::destroyForcibly);
        Files.deleteIfExists(directory.resolve("postmaster.pid"));
    }

    /** The processes whose working directory this is, as it is for PostgreSQL's and for nobody else's. */
    private List<ProcessHandle> inside() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> isInside(process.pid())).toList();
        }
    }

    private boolean isInside(long pid) {
        try {
            return Files.isSameFile(PROCESSES.resolve(pid + "/cwd"), directory);
        } catch (IOException e) {
            return false;
        }
    }
}
