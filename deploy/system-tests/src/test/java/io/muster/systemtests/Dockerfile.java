package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One of our Dockerfiles, read strictly: what it may say is {@code ARG, FROM, COPY, USER, WORKDIR, EXPOSE, ENV} and
 * {@code ENTRYPOINT}, each on one line, and nothing that would have to be run to know the image.
 */
record Dockerfile(String base, List<Copy> copies, String user, String workingDirectory, List<String> entrypoint) {

    /** From the context, a file or what is in a directory, to a directory of the image. */
    record Copy(String from, String to) {}

    private static final Set<String> WITHOUT_MEANING_FOR_FILES = Set.of("EXPOSE", "ENV");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    static Dockerfile read(Path file) {
        String base = "";
        String defaultBase = "";
        String user = "root";
        String directory = "/";
        List<Copy> copies = new ArrayList<>();
        List<String> entrypoint = List.of();
        for (String line : lines(file)) {
            String[] instruction = line.split(" ", 2);
            String said = instruction[1];
            switch (instruction[0]) {
                case "ARG" -> defaultBase = said.substring("BASE=".length());
                case "FROM" -> base = said.replace("${BASE}", defaultBase);
                case "COPY" -> copies.add(copy(said));
                case "USER" -> user = said;
                case "WORKDIR" -> directory = said;
                case "ENTRYPOINT" -> entrypoint = words(said);
                default -> {
                    if (!WITHOUT_MEANING_FOR_FILES.contains(instruction[0])) {
                        throw new IllegalArgumentException(file + " says what nobody reads here: " + line);
                    }
                }
            }
        }
        return new Dockerfile(base, List.copyOf(copies), user, directory, entrypoint);
    }

    /** Makes the image's files, all of them readable and none writable, below a directory that stands for its root. */
    void layOut(Path context, Path root) {
        for (Copy copy : copies) {
            Path from = context.resolve(copy.from());
            Path to = root.resolve(copy.to().substring(1));
            try {
                if (copy.from().endsWith("/")) {
                    copyTree(from, to);
                } else {
                    Files.createDirectories(to);
                    Files.copy(from, to.resolve(from.getFileName()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        protect(root);
    }

    private static Copy copy(String said) {
        String[] words = said.split(" ");
        if (words.length != 2 || !words[1].startsWith("/") || !words[1].endsWith("/") || said.contains("*")) {
            throw new IllegalArgumentException(
                    "COPY of something else than a file or directory to a directory: " + said);
        }
        return new Copy(words[0], words[1]);
    }

    private static List<String> words(String said) {
        if (!said.startsWith("[")) {
            throw new IllegalArgumentException("ENTRYPOINT for a shell, which would not hand signals on: " + said);
        }
        return WORD.matcher(said).results().map(word -> word.group(1)).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void protect(Path root) {
        try (var files = Files.walk(root)) {
            for (Path file : files.toList()) {
                String mode = Files.isDirectory(file) ? "r-xr-xr-x" : "r--r--r--";
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
