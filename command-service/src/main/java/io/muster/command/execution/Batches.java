package io.muster.command.execution;

import java.time.Instant;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The batches that are kept, with counts that are changed together with the executions they count. */
public interface Batches {

    Uni<Void> add(Batch batch, String workspace);

    /** Null if the workspace has no such batch. */
    Uni<@Nullable Batch> find(String workspace, String id);

    /** Changes the counts of a batch; it is finished when none of its executions is open. */
    Uni<Void> count(String id, Map<Stage, Long> changes, Instant now);
}
