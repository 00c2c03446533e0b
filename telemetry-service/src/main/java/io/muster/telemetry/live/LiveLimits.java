package io.muster.telemetry.live;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How live streams are fed. */
@ConfigMapping(prefix = "muster.live")
public interface LiveLimits {

    /** How soon what was stored is looked for: once for all listeners of a replica. */
    @WithDefault("250ms")
    Duration poll();

    /**
     * How far back is looked for what was stored just now. What is stored later than half of this after it came is told
     * in a way that costs more; clocks of replicas may differ by the other half.
     */
    @WithDefault("3s")
    Duration patience();

    /** Readings with a timestamp older than this are history, not streamed. */
    @WithDefault("24h")
    Duration maxAge();

    /** The most readings that are held in memory at a time while they are looked for; of more, the next ones follow. */
    @WithDefault("10000")
    int batchSize();

    /** The most bytes of values, as JSON, that they have; fewer readings at a time if they are large, but one at least. */
    @WithDefault("2M")
    MemorySize batchBytes();

    /**
     * Readings that wait for a slow listener; one more, and it is dropped. Not less than {@link #batchSize}: those come at
     * once, also to one that is quick. All listeners share them, so they cost each but a reference.
     */
    @WithDefault("10000")
    int buffer();

    /** How far back a listener that comes again is told what it has missed. */
    @WithDefault("10m")
    Duration resume();
}
