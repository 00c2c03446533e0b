package io.muster.broker;

import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/** Writes the log to standard output, each line at once. Made by the log manager, by name. */
public final class StandardOutput extends StreamHandler {

    public StandardOutput() {
        super(System.out, new SimpleFormatter());
    }

    @Override
    public synchronized void publish(LogRecord event) {
        super.publish(event);
        flush();
    }
}
