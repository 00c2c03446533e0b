package io.muster.broker.artemis;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

class BacklogTest {

    private static final int LIMIT = 10;
    /** In place of a number of messages: nobody can tell. */
    private static final int UNKNOWN = -1;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong messages = new AtomicLong();
    private final Backlog backlog = new Backlog(LIMIT);

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void itIsHighAsLongAsMoreWaitsThanTheLimit() {
        backlog.watch(this::waiting, clock);

        messages.set(LIMIT + 1);
        await().until(backlog::isHigh);
        messages.set(LIMIT);
        await().until(() -> !backlog.isHigh());
    }

    @Test
    void whatCannotBeCountedSlowsNobodyDownAndIsLookedAtAgain() {
        backlog.watch(this::waiting, clock);
        messages.set(LIMIT + 1);
        await().until(backlog::isHigh);

        messages.set(UNKNOWN);
        await().until(() -> !backlog.isHigh());
        messages.set(LIMIT + 1);
        await().until(backlog::isHigh);
    }

    private long waiting() {
        long waiting = messages.get();
        if (waiting == UNKNOWN) {
            throw new IllegalStateException("the queue is being deleted");
        }
        return waiting;
    }
}
