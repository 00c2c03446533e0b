package io.muster.command.batch;

import java.time.Instant;
import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The batches that are kept; their counts change together with the executions they count. */
public interface Batches {

    Uni<Void> add(Batch batch);

    /** All of its executions are made, and queued. */
    Uni<Void> filled(String id, long total, Instant now);

    /** Null if the workspace has no such batch. */
    Uni<@Nullable Batch> find(String workspace, String id);

    /** Changes the state of a batch that is in that one; whether it was. */
    Uni<Boolean> change(String id, BatchState from, BatchState to);

    /** What is queued is to be taken back, because this one wants it. */
    Uni<Void> cancel(String id, String by);

    Uni<Void> setPace(String id, Pace pace);

    /** Who wants back what is queued of which batch, and has not got all of it yet. */
    Uni<List<Canceling>> canceling();

    /** @param by who wants it */
    record Canceling(String id, String by) {}
}
