package io.muster.command.batch;

import java.time.Duration;
import java.time.Instant;

/**
 * How many executions a pace allows. It fills with time, and holds no more than comes together in a moment: what was not
 * used is not made up for.
 *
 * @param tokens one for each execution
 */
public record Bucket(double tokens, Instant filledAt) {

    /** An interval may be late by its own length. */
    private static final int INTERVALS = 2;

    /** Of a new pace. */
    static Bucket full(double perSecond, Duration interval, Instant now) {
        return new Bucket(most(perSecond, interval), now);
    }

    /** With what has come since. */
    Bucket at(Instant now, double perSecond, Duration interval) {
        double come = perSecond * Math.max(0, seconds(Duration.between(filledAt, now)));
        return new Bucket(Math.min(tokens + come, most(perSecond, interval)), now);
    }

    Bucket without(int given) {
        return new Bucket(tokens - given, filledAt);
    }

    int whole() {
        return (int) tokens;
    }

    private static double most(double perSecond, Duration interval) {
        return Math.max(1, perSecond * seconds(interval) * INTERVALS);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
