package io.muster.stack.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which parts run, and which are held down: one small file for each, seen by every command of the stack. */
public final class RunDirectory {

    private static final String PART = ".part";
    private static final String HELD = ".held";
    private static final String SUPERVISOR = "supervisor";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration SUPERVISOR_STOP_LIMIT = Duration.ofSeconds(90);

    private final Path directory;

    public RunDirectory(Path directory) {
        this.directory = directory;
    }

    public Optional<RunFile> find(String part) {
        return RunFile.read(directory.resolve(part + PART));
    }

    public List<RunFile> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(PART))
                    .sorted()
                    .flatMap(file -> RunFile.read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** The supervisor of these parts, if one said so; it may have been killed since. */
    public Optional<RunFile> supervisor() {
        return RunFile.read(directory.resolve(SUPERVISOR));
    }

    /** Says that this process supervises these parts. */
    public void writeSupervisor(PartState state) {
        // Its command line holds the name of its main class, whatever else it was started with.
        new RunFile(SUPERVISOR, ProcessHandle.current().pid(), state, "io.muster.stack.Stack", Part.StopSignal.TERM)
                .write(directory.resolve(SUPERVISOR));
    }

    /** Asks the supervisor to end and waits until it has; false when none is alive. */
    public boolean endSupervisor() {
        Optional<ProcessHandle> process = supervisor().flatMap(RunFile::process);
        process.ifPresent(alive -> {
            Signals.send(alive, Part.StopSignal.TERM);
            Signals.awaitEnd(alive, SUPERVISOR_STOP_LIMIT);
        });
        return process.isPresent();
    }

    public void forgetSupervisor() {
        delete(directory.resolve(SUPERVISOR));
    }

    void write(RunFile file) {
        file.write(directory.resolve(file.part() + PART));
    }

    /** Asks that the part be kept down until {@link #release}. */
    public void hold(String part) {
        try {
            Files.writeString(directory.resolve(part + HELD), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hold " + part, e);
        }
    }

    public void release(String part) {
        delete(directory.resolve(part + HELD));
    }

    /** Whether the part is ready, or is none of those that are supervised here. */
    boolean isUp(String part) {
        return find(part).map(file -> file.state() == PartState.READY).orElse(true);
    }

    boolean isHeld(String part) {
        return Files.exists(directory.resolve(part + HELD));
    }

    /**
     * Ends what an earlier supervisor left running and forgets it. A process id that by now belongs to somebody else is
     * left alone.
     *
     * @return the parts that were still there
     */
    public List<String> clean() {
        List<RunFile> all = all();
        List<RunFile> left =
                all.stream().filter(file -> file.process().isPresent()).toList();
        left.forEach(file -> file.process().ifPresent(process -> Signals.send(process, file.signal())));
        left.forEach(file -> file.process().ifPresent(process -> Signals.awaitEnd(process, STOP_LIMIT)));
        all.forEach(file -> {
            delete(directory.resolve(file.part() + PART));
            release(file.part());
        });
        return left.stream().map(RunFile::part).toList();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
