package io.muster.stack.supervise;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

import io.muster.stack.secret.PrivateFile;

/**
 * What is written down about a part, so that other commands can see it and a later start can find what an earlier one
 * left behind.
 *
 * @param pid the process id, 0 when there is none
 * @param marker the piece of its command line by which the process is known to be ours
 */
public record RunFile(String part, long pid, PartState state, String marker, Part.StopSignal signal) {

    private static final int LOOKS = 25;
    private static final Duration PAUSE = Duration.ofMillis(2);

    static Optional<RunFile> read(Path file) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return Optional.of(new RunFile(
                values.getProperty("part"),
                Long.parseLong(values.getProperty("pid")),
                PartState.valueOf(values.getProperty("state")),
                values.getProperty("marker"),
                Part.StopSignal.valueOf(values.getProperty("signal"))));
    }

    void write(Path file) {
        PrivateFile.write(
                file,
                "part=" + part + "\npid=" + pid + "\nstate=" + state + "\nmarker=" + marker + "\nsignal=" + signal
                        + "\n");
    }

    /** The process, if it is alive and is the one that was written down. */
    public Optional<ProcessHandle> process() {
        return pid == 0
                ? Optional.empty()
                : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
    }

    /** Looks more than once: the line of a process that is just turning into its program is empty or a piece. */
    private boolean isOurs(ProcessHandle handle) {
        for (int look = 1; look < LOOKS; look++) {
            if (commandLine(handle).contains(marker)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return commandLine(handle).contains(marker);
    }

    /** Linux has the whole line in a file; elsewhere the JDK's view must do. */
    private static String commandLine(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return handle.info().commandLine().orElse("");
        }
    }
}
