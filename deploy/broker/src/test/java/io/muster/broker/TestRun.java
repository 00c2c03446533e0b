package io.muster.broker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What all test classes of one JVM have in common. */
final class TestRun {

    /** How long is waited for what must come. Far more than it takes: a busy machine is no failure. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Deque<AutoCloseable> LASTING = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestRun::end));
    }

    private TestRun() {}

    /** Keeps it open until the JVM ends. The youngest is closed first: a broker's last words still reach Kafka. */
    static synchronized <T extends AutoCloseable> T lasting(T resource) {
        LASTING.push(resource);
        return resource;
    }

    private static synchronized void end() {
        for (AutoCloseable resource : LASTING) {
            try {
                resource.close();
            } catch (Exception e) {
                // Nobody is left to fail; the others are still to be closed.
                e.printStackTrace();
            }
        }
    }
}
