package io.muster.command.batch;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.BatchExecutions.Part;
import io.muster.command.execution.CommandRefusal.CommandUnknown;
import io.muster.command.execution.Execution;
import io.muster.command.execution.Stage;
import io.muster.kit.paging.Cursor;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Tells what became of orders to many, for as long as that is kept. */
@ApplicationScoped
public class BatchHistory {

    /** How many executions of a whole batch are read at a time. */
    private static final int PART = 1000;

    private final Batches batches;
    private final BatchExecutions executions;

    BatchHistory(Batches batches, BatchExecutions executions) {
        this.batches = batches;
        this.executions = executions;
    }

    /** Fails with {@link CommandUnknown}. */
    @WithTransaction
    public Uni<Batch> batch(String workspace, String id) {
        return batches.find(workspace, id).onItem().ifNull().failWith(() -> new CommandUnknown(id));
    }

    /** In the order in which they were made; the total is the batch's count. Fails with {@link CommandUnknown}. */
    @WithTransaction
    public Uni<Page<Execution>> executions(String workspace, String batchId, Part part, PageRequest page) {
        return batch(workspace, batchId).chain(batch -> executions
                .page(batchId, part, part.after() == null ? page.offset() : 0, page.limit() + 1)
                .map(found -> page(found, part.stage() == null ? batch.total() : batch.count(part.stage()), page)));
    }

    /** All of them, part after part as they are asked for; the first part may be empty. Fails with {@link CommandUnknown}. */
    public Multi<List<Execution>> all(String workspace, String batchId, @Nullable Stage stage) {
        return batch(workspace, batchId).onItem().transformToMulti(batch -> all(batchId, stage));
    }

    private Multi<List<Execution>> all(String batchId, @Nullable Stage stage) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicReference<@Nullable String>::new, place -> next(batchId, stage, place.get())
                        .invoke(found -> {
                            if (!found.isEmpty()) {
                                place.set(found.get(found.size() - 1).id());
                            }
                        }))
                .whilst(found -> found.size() == PART);
    }

    @WithTransaction
    Uni<List<Execution>> next(String batchId, @Nullable Stage stage, @Nullable String after) {
        return executions.page(batchId, new Part(stage, after), 0, PART);
    }

    private static Page<Execution> page(List<Execution> found, long total, PageRequest page) {
        if (found.size() <= page.limit()) {
            return new Page<>(found, total, page);
        }
        List<Execution> items = found.subList(0, page.limit());
        return new Page<>(
                items,
                total,
                page,
                new Cursor(List.of(items.get(items.size() - 1).id())));
    }
}
