package io.muster.broker.artemis;

import java.util.Collection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.core.server.Queue;

/** How much waits for the services, looked at many times a second. */
final class Backlog {

    private static final long LOOK_MILLIS = 20;

    private final int limit;
    private volatile boolean high;

    /** @param limit so many messages are no reason to slow devices down */
    Backlog(int limit) {
        this.limit = limit;
    }

    void watch(Collection<Queue> queues, ScheduledExecutorService clock) {
        clock.scheduleWithFixedDelay(() -> look(queues), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether more waits than the services should have before them. */
    boolean isHigh() {
        return high;
    }

    private void look(Collection<Queue> queues) {
        high = queues.stream().mapToLong(Queue::getMessageCount).sum() > limit;
    }
}
