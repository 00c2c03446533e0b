package io.muster.command.batch;

import org.jspecify.annotations.Nullable;

/**
 * How fast a batch is given out.
 *
 * @param maxPerSecond devices in a second, above 0, also less than one; null if the batch sets no limit of its own
 */
public record Pace(@Nullable Double maxPerSecond) {

    public static final Pace FREE = new Pace(null);

    public static Pace perSecond(double devices) {
        return new Pace(devices);
    }
}
