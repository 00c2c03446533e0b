package io.muster.bench.load;

import java.util.concurrent.atomic.AtomicLong;

import org.HdrHistogram.Histogram;

/** How long requests took. */
public final class Latencies {

    private final Histogram micros = new Histogram(3);
    private final AtomicLong failures = new AtomicLong();

    /** One took so long. */
    public synchronized void took(long nanos) {
        micros.recordValue(Math.max(0, nanos / 1_000));
    }

    /** The first reason is told at once: a table of failures alone explains nothing. */
    void failed(Throwable reason) {
        if (failures.getAndIncrement() == 0) {
            System.err.println("A request failed: " + reason.getMessage());
        }
    }

    /** In milliseconds; failures count nowhere but in {@link #failures}. */
    public synchronized double percentile(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    public synchronized long count() {
        return micros.getTotalCount();
    }

    public long failures() {
        return failures.get();
    }
}
