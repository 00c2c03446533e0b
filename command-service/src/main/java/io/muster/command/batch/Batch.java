package io.muster.command.batch;

import java.time.Instant;
import java.util.Map;

import io.muster.command.execution.Stage;
import org.jspecify.annotations.Nullable;

/**
 * An order to many devices and how far it has come.
 *
 * @param groupId the group it was for; null if the devices were listed
 * @param total executions in all
 * @param counts how many of them stand where; stages without any may be missing
 * @param finishedAt when the last one ended; null while it runs
 */
public record Batch(
        String id,
        @Nullable String groupId,
        String command,
        Map<String, Object> parameters,
        long total,
        Map<Stage, Long> counts,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant finishedAt) {

    public Batch {
        counts = Map.copyOf(counts);
    }

    public boolean isFinished() {
        return finishedAt != null;
    }
}
