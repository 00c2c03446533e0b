package io.muster.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Two ports that nobody uses at this moment, for a server that must be told its ports before it starts. They lie where
 * the system takes none from for outgoing connections, so only another server could be faster.
 */
record FreePorts(int first, int second) {

    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    private static final int SEARCHES = 1_000;
    private static final int STARTS = 3;

    /** A server that says so with an exception when it cannot start. */
    @FunctionalInterface
    interface Start<T> {
        T on(FreePorts ports) throws Exception;
    }

    /** Starts a server, and on other ports when it cannot start on these: somebody may have been faster. */
    static <T> T start(Start<T> server) {
        IllegalStateException failed = new IllegalStateException("A server did not start, each time for this reason");
        for (int start = 0; start < STARTS; start++) {
            try {
                return server.on(found());
            } catch (Exception e) {
                failed.addSuppressed(e);
            }
        }
        throw failed;
    }

    /** Both are held until both are found. */
    private static FreePorts found() throws IOException {
        try (ServerSocket first = free();
                ServerSocket second = free()) {
            return new FreePorts(first.getLocalPort(), second.getLocalPort());
        }
    }

    private static ServerSocket free() throws IOException {
        IOException taken = new IOException("no free port");
        for (int search = 0; search < SEARCHES; search++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                taken = e;
            }
        }
        throw taken;
    }
}
