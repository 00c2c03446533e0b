package io.muster.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A round of work that nobody waits for, except whoever ends the service: what is cut off between its effect outside and
 * its commit is done again by another replica.
 */
public final class Underway {

    private volatile CompletableFuture<Void> round = CompletableFuture.completedFuture(null);

    public void begin() {
        round = new CompletableFuture<>();
    }

    public void end() {
        round.complete(null);
    }

    /** Returns when no round is under way, or this time is over; not for an event loop. */
    public void await(Duration most) {
        try {
            round.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException cutOff) {
            // It is rolled back, as when the service is killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
