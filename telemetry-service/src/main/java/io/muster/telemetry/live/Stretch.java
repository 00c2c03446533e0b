package io.muster.telemetry.live;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What was committed between two moments.
 *
 * @param after null for all that was committed before {@code until}
 * @param receivedAfter only what came later than this, or was committed long after it came
 * @param measuredAfter only readings with a later timestamp
 */
public record Stretch(@Nullable Horizon after, Horizon until, Instant receivedAfter, Instant measuredAfter) {}
