package io.muster.command.batch;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.Batches.Canceling;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Holds a batch, lets it go on, and takes it back. Each is one transaction, which may be the caller's, except where it says so. */
@ApplicationScoped
public class BatchControl {

    private final Batches batches;
    private final BatchBook book;

    BatchControl(Batches batches, BatchBook book) {
        this.batches = batches;
        this.book = book;
    }

    /** Nothing more is given out; what has been goes on. Says whether the batch ran. */
    @WithTransaction
    public Uni<Boolean> pause(String id) {
        return batches.change(id, BatchState.RUNNING, BatchState.PAUSED);
    }

    /** Says whether the batch was paused. */
    @WithTransaction
    public Uni<Boolean> resume(String id) {
        return batches.change(id, BatchState.PAUSED, BatchState.RUNNING);
    }

    @WithTransaction
    public Uni<Void> setPace(String id, Pace pace) {
        return batches.setPace(id, pace);
    }

    /** From now on nothing more is given out; what is queued is taken back soon, also if this service dies. */
    @WithTransaction
    public Uni<Void> cancel(String id, String by) {
        return batches.cancel(id, by);
    }

    /** Takes back all that is queued of the batch, part after part, each a transaction of its own. */
    Uni<Void> takeBack(String id, String by) {
        return book.cancelQueued(id, by)
                .repeat()
                .whilst(found -> found > 0)
                .collect()
                .last()
                .chain(() -> canceled(id));
    }

    /** Takes back what is queued of canceled batches: those of a caller's transaction, or of a service that has died. */
    public Uni<Void> takeBackAll() {
        return left().chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(batch -> takeBack(batch.id(), batch.by()))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    @WithTransaction
    Uni<List<Canceling>> left() {
        return batches.canceling();
    }

    @WithTransaction
    Uni<Void> canceled(String id) {
        return batches.change(id, BatchState.CANCELING, BatchState.CANCELED).replaceWithVoid();
    }
}
