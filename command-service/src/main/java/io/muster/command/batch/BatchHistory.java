package io.muster.command.batch;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.CommandRefusal.CommandUnknown;
import io.muster.command.execution.Execution;
import io.muster.command.execution.Executions;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Tells what became of orders to many, for as long as that is kept. */
@ApplicationScoped
public class BatchHistory {

    private final Batches batches;
    private final Executions executions;

    BatchHistory(Batches batches, Executions executions) {
        this.batches = batches;
        this.executions = executions;
    }

    /** Fails with {@link CommandUnknown}. */
    @WithTransaction
    public Uni<Batch> batch(String workspace, String id) {
        return batches.find(workspace, id).onItem().ifNull().failWith(() -> new CommandUnknown(id));
    }

    /** In the order in which they were made. Fails with {@link CommandUnknown}. */
    @WithTransaction
    public Uni<Page<Execution>> executions(String workspace, String batchId, PageRequest page) {
        return batch(workspace, batchId).chain(() -> executions.ofBatch(workspace, batchId, page));
    }
}
