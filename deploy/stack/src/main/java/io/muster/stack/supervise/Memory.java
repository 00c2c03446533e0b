package io.muster.stack.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The memory of processes, as Linux counts it; zero elsewhere.
 *
 * @param residentKiB all pages in memory; a page shared by several processes counts for each
 * @param proportionalKiB the same with each shared page divided among its users
 */
public record Memory(long residentKiB, long proportionalKiB) {

    private static final int KIB_PER_MIB = 1_024;

    /** With its children, which a database has many of. */
    public static Memory ofFamily(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(Memory::of)
                .reduce(new Memory(0, 0), Memory::plus);
    }

    public Memory plus(Memory other) {
        return new Memory(residentKiB + other.residentKiB, proportionalKiB + other.proportionalKiB);
    }

    public long residentMiB() {
        return residentKiB / KIB_PER_MIB;
    }

    public long proportionalMiB() {
        return proportionalKiB / KIB_PER_MIB;
    }

    /** Without its children. */
    public static Memory of(ProcessHandle process) {
        Path rollup = Path.of("/proc/" + process.pid() + "/smaps_rollup");
        try {
            return new Memory(value(rollup, "Rss:"), value(rollup, "Pss:"));
        } catch (IOException e) {
            return new Memory(0, 0);
        }
    }

    private static long value(Path file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        }
    }
}
