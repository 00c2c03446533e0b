package io.muster.stack.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file, or a directory with all that is in it; links are not followed. */
public record FileTree(Path root) {

    /** The root and everything below it. */
    public List<Path> files() throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.toList();
        }
    }

    public void delete() throws IOException {
        for (Path file : files().stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }
}
