package io.muster.telemetry.retention;

import java.time.Instant;

import io.smallrye.mutiny.Uni;

/** What can be forgotten. */
public interface Past {

    /** Tables of which the oldest partitions are dropped as a whole. */
    enum Kind {
        READINGS,
        ROLL_UPS,
        TRAFFIC
    }

    /** Drops the partitions that hold nothing younger. Fails if somebody reads one of them for long. */
    Uni<Void> drop(Kind kind, Instant before);

    /**
     * Removes single readings that are too old for their group or workspace: what partitions cannot do. Ends at once if
     * another replica is at it. What was done stays done if it breaks off.
     */
    Uni<Void> thin(Instant now);
}
