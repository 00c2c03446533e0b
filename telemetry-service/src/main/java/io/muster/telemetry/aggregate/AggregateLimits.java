package io.muster.telemetry.aggregate;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is summed up for one request. */
@ConfigMapping(prefix = "muster.aggregate")
public interface AggregateLimits {

    /** How far back is looked, where the caller says no start. */
    @WithDefault("24h")
    Duration defaultSpan();

    /** The most buckets that a span may be cut into. */
    @WithDefault("10000")
    int maxBuckets();

    /** The most results that one answer holds: one for each bucket, channel and key. */
    @WithDefault("50000")
    int maxResults();

    /** The most devices of a group whose numbers are put together. */
    @WithDefault("10000")
    int maxDevices();

    /** The most names of values that one request may pick. */
    @WithDefault("50")
    int maxKeys();

    /** The longest of these names, in letters. */
    @WithDefault("256")
    int maxKeyLength();
}
