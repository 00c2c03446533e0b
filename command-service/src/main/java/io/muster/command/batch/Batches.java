package io.muster.command.batch;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The batches that are kept; their counts change together with the executions they count. */
public interface Batches {

    Uni<Void> add(Batch batch, String workspace);

    /** Null if the workspace has no such batch. */
    Uni<@Nullable Batch> find(String workspace, String id);
}
