package io.muster.broker.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets a client that is newer than the broker's knowledge wait for it, so that a device that was provisioned this
 * instant gets in. Each waiting client holds a thread, so their number has a limit; who comes beyond it is not refused
 * for good, it only has to try again.
 */
public final class Waits {

    private final Roster roster;
    private final Duration limit;
    private final Semaphore places;

    public Waits(Roster roster, Duration limit, int places) {
        this.roster = roster;
        this.limit = limit;
        this.places = new Semaphore(places);
    }

    <T> Optional<T> await(Supplier<Optional<T>> question) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return roster.await(question, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            places.release();
        }
    }
}
