package io.muster.command.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

import io.muster.command.execution.Delivery;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState;
import io.muster.command.execution.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an execution.
 *
 * @param parameters null if it shares those of its batch
 */
record ExecutionRow(
        String id,
        @Nullable String batch,
        String workspace,
        String device,
        String command,
        @Nullable String parameters,
        Instant createdAt,
        Instant expiresAt,
        long timeoutSeconds,
        Delivery delivery,
        ExecutionState state,
        @Nullable String result,
        @Nullable Instant dueAt,
        Instant updatedAt) {

    /** The columns, in the order in which they are read. */
    static final String COLUMNS =
            """
            id, batch, workspace, device, command, parameters, created_at, expires_at, timeout_seconds, qos, latest_only,
            stage, attempt, session, deadline, reason, result, due_at, updated_at
            """;

    static ExecutionRow of(@Nullable Object[] columns) {
        return new ExecutionRow(
                (String) columns[0],
                (String) columns[1],
                (String) columns[2],
                (String) columns[3],
                (String) columns[4],
                (String) columns[5],
                time(columns[6]),
                time(columns[7]),
                ((Number) columns[8]).longValue(),
                new Delivery(((Number) columns[9]).intValue(), (Boolean) columns[10]),
                state(
                        Stage.valueOf((String) columns[11]),
                        ((Number) columns[12]).intValue(),
                        ((Number) columns[13]).longValue(),
                        time(columns[14]),
                        (String) columns[15]),
                (String) columns[16],
                time(columns[17]),
                time(columns[18]));
    }

    Execution execution(Map<String, Object> itsParameters, @Nullable Object itsResult) {
        return new Execution(
                id,
                batch,
                workspace,
                device,
                command,
                itsParameters,
                createdAt,
                expiresAt,
                Duration.ofSeconds(timeoutSeconds),
                delivery,
                state,
                itsResult,
                dueAt,
                updatedAt);
    }

    private static Instant time(@Nullable Object column) {
        return column == null ? null : ((OffsetDateTime) column).toInstant();
    }

    private static ExecutionState state(Stage stage, int attempt, long session, Instant deadline, String reason) {
        return switch (stage) {
            case QUEUED -> new ExecutionState.Queued();
            case SENT -> new ExecutionState.Sent(attempt, session, deadline);
            case DELIVERED -> new ExecutionState.Delivered(attempt, session, deadline);
            case ACCEPTED -> new ExecutionState.Accepted(attempt, deadline);
            case IN_PROGRESS -> new ExecutionState.InProgress(attempt, deadline);
            case SUCCEEDED -> new ExecutionState.Succeeded(attempt);
            case FAILED -> new ExecutionState.Failed(attempt, reason);
            case REJECTED -> new ExecutionState.Rejected(attempt, reason);
            case TIMED_OUT -> new ExecutionState.TimedOut(attempt, reason);
            case EXPIRED -> new ExecutionState.Expired(reason);
            case CANCELED -> new ExecutionState.Canceled(reason);
        };
    }
}
