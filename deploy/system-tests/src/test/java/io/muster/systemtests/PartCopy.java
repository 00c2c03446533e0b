package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.muster.systemtests.RunningStack.STACK;

/** How the stack runs one of its parts, as the system knows it, to run another process in the same way. */
record PartCopy(List<String> command, Map<String, String> environment, Path directory) {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** By it the stack knows its own processes, to end them and to start them again. */
    private static final String PART_OF_THE_STACK = "-Dmuster.part=";

    /** Of a part that is running now. */
    static PartCopy of(String part) {
        Path process = Path.of("/proc", STACK.value("PID_" + part.toUpperCase()));
        try {
            return new PartCopy(
                    values(process.resolve("cmdline")).stream()
                            .filter(word -> !word.startsWith(PART_OF_THE_STACK))
                            .toList(),
                    values(process.resolve("environ")).stream()
                            .map(line -> line.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])),
                    process.resolve("cwd").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with some variables that differ. */
    PartCopy with(Map<String, String> changes) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.putAll(changes);
        return new PartCopy(command, changed, directory);
    }

    /** @param log where it writes, after what is there already */
    Process start(Path log) {
        ProcessBuilder process = new ProcessBuilder(ownSession());
        process.environment().clear();
        process.environment().putAll(environment);
        try {
            return process.directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the stack's own parts have one: Linux shares the processors out among sessions, and we are one with our tests. */
    private List<String> ownSession() {
        return Files.isExecutable(SETSID)
                ? Stream.concat(Stream.of(SETSID.toString()), command.stream()).toList()
                : command;
    }

    private static List<String> values(Path file) throws IOException {
        return Arrays.asList(Files.readString(file).split("\0"));
    }
}
