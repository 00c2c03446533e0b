package io.muster.telemetry.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.muster.kit.problem.Refusal;
import io.quarkus.runtime.configuration.MemorySize;

/** Memory that requests share: each takes what it holds, in its turn, and gives it back. */
final class SharedBytes {

    private static final int UNIT = 1024;

    private final int units;
    private final long patienceMillis;
    private final Semaphore free;

    /** @param patience how long a request waits for its turn */
    SharedBytes(MemorySize bytes, Duration patience) {
        this.units = (int) Math.max(1, bytes.asLongValue() / UNIT);
        this.patienceMillis = patience.toMillis();
        this.free = new Semaphore(units, true);
    }

    /**
     * Of more than there is, takes all there is.
     *
     * @throws Refusal if others hold too much for too long
     */
    void take(long bytes) throws InterruptedException {
        if (!free.tryAcquire(units(bytes), patienceMillis, TimeUnit.MILLISECONDS)) {
            throw new IntakeBusy();
        }
    }

    /** As {@link #take}, without waiting; false if others hold too much. */
    boolean tryTake(long bytes) {
        return free.tryAcquire(units(bytes));
    }

    /** As many as were taken in one go. */
    void giveBack(long bytes) {
        free.release(units(bytes));
    }

    private int units(long bytes) {
        return (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
    }

    /** Other requests hold the memory for bodies. */
    static final class IntakeBusy extends Refusal {
        private static final long serialVersionUID = 1L;

        IntakeBusy() {
            super(Kind.UNAVAILABLE, "intake-busy", "Other bodies are being stored; send this one again later.");
        }
    }
}
