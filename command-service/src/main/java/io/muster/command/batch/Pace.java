package io.muster.command.batch;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How fast a batch is given out.
 *
 * @param maxPerSecond devices in a second, above 0, also less than one; null if the batch sets no limit of its own
 */
public record Pace(@Nullable Double maxPerSecond) {

    private static final double MILLIS = 1000;

    public static final Pace FREE = new Pace(null);

    /** How long it takes at least to give an order out to so many devices; no time without a limit. */
    public Duration timeFor(long devices) {
        return maxPerSecond == null ? Duration.ZERO : Duration.ofMillis(Math.round(devices * MILLIS / maxPerSecond));
    }

    public static Pace perSecond(double devices) {
        return new Pace(devices);
    }
}
