package io.muster.command.rollout;

import java.time.Duration;

/**
 * How quickly a wave is sent to.
 *
 * @param basePerMinute devices of the first wave
 * @param factor by which each wave is quicker than the one before
 */
public record Rate(double basePerMinute, double factor) {

    private static final double MINUTE = 60_000;

    /** @param wave from 1 */
    double perMinute(int wave) {
        return basePerMinute * Math.pow(factor, wave - 1);
    }

    /** How long it takes at least to send to all of the wave. */
    Duration timeFor(Wave wave) {
        return Duration.ofMillis(Math.round(wave.size() * MINUTE / perMinute(wave.number())));
    }
}
