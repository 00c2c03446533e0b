package io.muster.command.rollout;

import java.time.Duration;

/**
 * How quickly a wave is sent to.
 *
 * @param basePerMinute devices of the first wave
 * @param factor by which each wave is quicker than the one before
 */
public record Rate(double basePerMinute, double factor) {

    /** Faster than any database; a factor makes large numbers. */
    static final double FASTEST = 6_000_000;

    static final double SLOWEST = 0.1;
    private static final double MINUTE = 60_000;

    /** @param wave from 1 */
    double perMinute(int wave) {
        return Math.min(FASTEST, basePerMinute * Math.pow(factor, wave - 1));
    }

    /** How long it takes at least to send to all of the wave. */
    Duration timeFor(Wave wave) {
        return Duration.ofMillis(Math.round(wave.size() * MINUTE / perMinute(wave.number())));
    }
}
