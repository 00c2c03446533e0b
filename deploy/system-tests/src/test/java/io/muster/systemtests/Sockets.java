package io.muster.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Linux tells of this machine's TCP connections, see proc_net_tcp(5). */
final class Sockets {

    private static final int LOCAL = 1;
    private static final int INODE = 9;

    private Sockets() {}

    /** By which the process that holds a socket with this port on its side can be told. */
    static Set<String> inodes(int localPort) throws IOException {
        String port = String.format(":%04X", localPort);
        try (Stream<String> lines = Stream.of("tcp", "tcp6")
                .map(table -> Path.of("/proc/net", table))
                .flatMap(table -> lines(table).stream())) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(words -> words[LOCAL].endsWith(port))
                    .map(words -> words[INODE])
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException noSuchProtocol) {
            return List.of();
        }
    }
}
