package io.muster.broker.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that only grow, also over restarts and clocks that go back: microseconds since 1970, or one more than the
 * last one, or than the last one that was heard of another node. They serve as session numbers and as revisions.
 */
public final class SessionNumbers {

    private final Clock clock;
    private final AtomicLong last;

    /** @param highestSeen the highest number that was ever announced */
    public SessionNumbers(Clock clock, long highestSeen) {
        this.clock = clock;
        this.last = new AtomicLong(highestSeen);
    }

    /** Another node has used this number; whatever is used here from now on is higher. */
    public void heard(long number) {
        last.accumulateAndGet(number, Math::max);
    }

    public long next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }
}
