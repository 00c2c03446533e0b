package io.muster.stack.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Where one stack keeps everything: data, logs, keys, and what is running. */
public record DataDirectory(Path root) {

    private static final List<String> DATA =
            List.of("postgres", "postgres.new", "kafka", "broker", "keys", "secrets", "env", "logs");

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    public Path of(String part) {
        return root.resolve(part);
    }

    public Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    public Path run() {
        return root.resolve("run");
    }

    /** What a script needs to know about the running stack, as {@code KEY=value} lines. */
    public Path env() {
        return root.resolve("env");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path keys() {
        return root.resolve("keys");
    }

    /** Makes the directories. Others may pass through to what is theirs, which a server under another user needs. */
    public void create() {
        try {
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            Files.createDirectories(root.resolve("logs"));
            Files.createDirectories(run());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + root, e);
        }
    }

    /**
     * Takes this directory. The lock goes with the process, however it ends.
     *
     * @return the lock to hold on to, or nothing when another stack has it
     */
    public Optional<FileLock> claim() {
        create();
        try {
            FileChannel channel =
                    FileChannel.open(run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return Optional.ofNullable(channel.tryLock());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + root, e);
        }
    }

    /** Deletes what a stack keeps here, and nothing else that may be in this directory. */
    public void wipe() throws IOException {
        deleteData();
        new FileTree(run()).delete();
    }

    /** Deletes it for who has {@link #claim claimed} the directory and starts with nothing. */
    public void clear() throws IOException {
        deleteData();
        create();
    }

    private void deleteData() throws IOException {
        for (String name : DATA) {
            new FileTree(root.resolve(name)).delete();
        }
    }
}
