package io.muster.command.batch;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Stage;
import org.jspecify.annotations.Nullable;

/**
 * An order to many devices and how far it has come.
 *
 * @param target whom it was for, as people read it
 * @param parent the batch of whose failures it is another try
 * @param total executions in all
 * @param counts how many of them stand where; stages without any may be missing
 * @param finishedAt when the last one ended; null while it runs
 */
public record Batch(
        String id,
        CommandOrder order,
        Map<String, Object> target,
        @Nullable String parent,
        Pace pace,
        BatchState state,
        long total,
        Map<Stage, Long> counts,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    public Batch {
        target = Map.copyOf(target);
        counts = Map.copyOf(counts);
    }

    /** Until when its executions may be sent. */
    public Instant expiresAt() {
        return createdAt.plus(order.ttl());
    }

    public boolean isFinished() {
        return finishedAt != null;
    }

    /** As people and programs read it. */
    public String status() {
        return isFinished() ? "finished" : state.name().toLowerCase(Locale.ROOT);
    }

    /** How many executions stand there. */
    public long count(Stage stage) {
        return counts.getOrDefault(stage, 0L);
    }
}
