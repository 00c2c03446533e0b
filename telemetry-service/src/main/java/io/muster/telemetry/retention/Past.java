package io.muster.telemetry.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/** What can be forgotten. */
public interface Past {

    /** Tables of which the oldest partitions are dropped as a whole. */
    enum Kind {
        READINGS,
        ROLL_UPS,
        TRAFFIC
    }

    /** Drops the partitions that hold nothing younger. */
    Uni<Void> drop(Kind kind, Instant before);

    /** Removes single readings that are too old for their group or workspace: what partitions cannot do. */
    Uni<Void> thin(Instant now, Duration usual, Map<String, Duration> workspaces, Map<String, Duration> groups);
}
