package io.muster.stack.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A small file that only its owner may read, and that a reader never sees half written. */
public final class PrivateFile {

    private PrivateFile() {}

    public static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the file as a whole; directories are made as needed. */
    public static void write(Path file, byte[] content) {
        try {
            Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
            // Temporary files are made for their owner alone; the attribute says so where a file system would not.
            Path draft = Files.createTempFile(
                    directory,
                    "." + file.getFileName(),
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
