package io.muster.broker;

import java.util.List;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/** Writes the log to standard output, each line at once. Made by the log manager, by name. */
public final class StandardOutput extends StreamHandler {

    /**
     * What Artemis warns of for every queue, and has nothing to warn of: no dead letter address, because nothing is given
     * up, and no expiry address. And that a client was refused, which the broker says itself, with the reason.
     */
    private static final List<String> NOISE = List.of("AMQ222165", "AMQ222166", "AMQ222216");

    public StandardOutput() {
        super(System.out, new SimpleFormatter());
    }

    @Override
    public synchronized void publish(LogRecord event) {
        if (!isNoise(event)) {
            super.publish(event);
            flush();
        }
    }

    private static boolean isNoise(LogRecord event) {
        return event.getMessage() != null && NOISE.stream().anyMatch(event.getMessage()::startsWith);
    }
}
