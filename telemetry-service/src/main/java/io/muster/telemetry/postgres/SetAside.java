package io.muster.telemetry.postgres;

import java.util.ArrayList;
import java.util.List;

import io.muster.telemetry.ingest.Batch;
import io.muster.telemetry.ingest.IncomingMessage;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.Rejection;
import io.muster.telemetry.ingest.SettledElsewhere;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Writes what of a batch is no reading: messages that are rejected, and those that wait for news of their device. */
final class SetAside {

    private final SqlConnection transaction;
    private final IngestLimits limits;

    SetAside(SqlConnection transaction, IngestLimits limits) {
        this.transaction = transaction;
        this.limits = limits;
    }

    /**
     * Makes waiting messages this batch's own; waits for another replica that has them in its hands. Fails with {@link
     * SettledElsewhere} if one of them waits no longer.
     */
    Uni<Void> claim(List<Long> waiting) {
        return waiting.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(EarlyRows.CLAIM)
                        .execute(Tuple.of(waiting.toArray(Long[]::new)))
                        .invoke(claimed -> {
                            if (claimed.size() < waiting.size()) {
                                throw new SettledElsewhere();
                            }
                        })
                        .replaceWithVoid();
    }

    Uni<Void> write(Batch batch) {
        return park(batch.early())
                .call(() -> release(batch.settled()))
                .chain(surplus -> reject(both(batch.rejections(), surplus)));
    }

    /** The last thing that a batch does, all at once: see {@link RejectionRows#LOCK}. */
    private Uni<Void> reject(List<Rejection> rejections) {
        if (rejections.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] devices = RejectionRows.devices(rejections);
        return run(RejectionRows.LOCK, Tuple.of(devices))
                .chain(() -> run(RejectionRows.INSERT, RejectionRows.of(rejections)))
                .chain(() -> run(RejectionRows.TRIM, Tuple.of(devices, (long) limits.rejectedPerDevice())));
    }

    /** Answers what had to go so that no device has more messages waiting than it may. */
    private Uni<List<Rejection>> park(List<IncomingMessage> early) {
        return early.isEmpty()
                ? Uni.createFrom().item(List.of())
                : run(EarlyRows.INSERT, EarlyRows.of(early))
                        .chain(() -> transaction.preparedQuery(EarlyRows.TRIM).execute(EarlyRows.trim(early, limits)))
                        .map(EarlyRows::surplus);
    }

    private static List<Rejection> both(List<Rejection> some, List<Rejection> others) {
        List<Rejection> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private Uni<Void> release(List<Long> settled) {
        return settled.isEmpty()
                ? Uni.createFrom().voidItem()
                : run(EarlyRows.SETTLE, Tuple.of(settled.toArray(Long[]::new)));
    }

    private Uni<Void> run(String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }
}
