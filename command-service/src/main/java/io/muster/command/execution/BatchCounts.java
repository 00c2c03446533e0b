package io.muster.command.execution;

import java.time.Instant;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/** How many executions of a batch stand where. */
public interface BatchCounts {

    /** Changes the counts of a batch; it is finished when none of its executions is open. */
    Uni<Void> count(String batchId, Map<Stage, Long> changes, Instant now);
}
