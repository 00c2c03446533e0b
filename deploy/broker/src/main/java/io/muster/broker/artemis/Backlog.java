package io.muster.broker.artemis;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much waits for a service, looked at many times a second. */
final class Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final long LOOK_MILLIS = 20;

    private final int limit;
    private volatile boolean high;

    /** @param limit so many messages are no reason to slow devices down */
    Backlog(int limit) {
        this.limit = limit;
    }

    /** @param waiting counts the messages; while it fails, as many as there may be count as none */
    void watch(LongSupplier waiting, ScheduledExecutorService clock) {
        clock.scheduleWithFixedDelay(() -> look(waiting), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether more waits than the service should have before it. */
    boolean isHigh() {
        return high;
    }

    private void look(LongSupplier waiting) {
        try {
            high = waiting.getAsLong() > limit;
        } catch (RuntimeException e) {
            // Thrown on, it would end the watch, and whoever is slowed down now would be so for ever.
            if (high) {
                LOG.warn("Backlog not known; nobody is slowed down", e);
            }
            high = false;
        }
    }
}
