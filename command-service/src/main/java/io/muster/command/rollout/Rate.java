package io.muster.command.rollout;

/**
 * How quickly a wave is sent to.
 *
 * @param basePerMinute devices of the first wave
 * @param factor by which each wave is quicker than the one before
 */
public record Rate(double basePerMinute, double factor) {

    /** @param wave from 1 */
    double perMinute(int wave) {
        return basePerMinute * Math.pow(factor, wave - 1);
    }
}
