package io.muster.stack.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a part wrote, bounded: two files of at most 16 MiB each. */
record LogFile(Path path) {

    private static final long MAX_BYTES = 16 << 20;
    private static final int TAIL_BYTES = 64 << 10;

    /** Puts the log of the run before aside. */
    void rotate() {
        try {
            Files.createDirectories(path.getParent());
            if (Files.exists(path)) {
                Files.move(path, previous(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rotate " + path, e);
        }
    }

    /** Empties a log that has become too long; its process appends and so goes on at the new end. */
    void trim() {
        try {
            if (Files.exists(path) && Files.size(path) > MAX_BYTES) {
                Files.copy(path, previous(), StandardCopyOption.REPLACE_EXISTING);
                FileChannel.open(path, StandardOpenOption.WRITE).truncate(0).close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot trim " + path, e);
        }
    }

    /** The last lines. */
    List<String> tail(int lines) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(path)) {
            long from = Math.max(0, channel.size() - TAIL_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(bytes, from);
            List<String> all = StandardCharsets.UTF_8
                    .decode(bytes.flip())
                    .toString()
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private Path previous() {
        return path.resolveSibling(path.getFileName() + ".1");
    }
}
