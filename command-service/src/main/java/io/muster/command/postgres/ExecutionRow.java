package io.muster.command.postgres;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.command.execution.ExecutionState;
import io.muster.command.execution.Executions.Opened;
import io.muster.command.execution.Stage;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Only read as an entity: changes are written many at once, with one statement. */
@Entity
@Immutable
@Table(name = "execution")
class ExecutionRow extends PanacheEntityBase {
    @Id
    String id;

    @Nullable
    String batch;

    String workspace;
    String device;
    String command;

    @Nullable
    String parameters;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "timeout_seconds")
    long timeoutSeconds;

    int qos;

    @Column(name = "latest_only")
    boolean latestOnly;

    @Enumerated(EnumType.STRING)
    Stage stage;

    boolean held;
    int attempt;
    long session;
    Instant deadline;
    String reason;

    @Nullable
    String result;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** Of id, device and revision. */
    static Opened opened(Object[] row) {
        return new Opened((String) row[0], (String) row[1], ((Number) row[2]).longValue());
    }

    ExecutionState state() {
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
