package io.muster.command.postgres;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.command.execution.Stage;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Only read as an entity: counts are changed by adding to them in SQL. */
@Entity
@Immutable
@Table(name = "batch")
class BatchRow extends PanacheEntityBase {
    @Id
    String id;

    String workspace;

    @Column(name = "group_id")
    @Nullable
    String groupId;

    String command;
    String parameters;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;

    long queued;
    long sent;
    long delivered;
    long accepted;

    @Column(name = "in_progress")
    long inProgress;

    long succeeded;
    long failed;
    long rejected;

    @Column(name = "timed_out")
    long timedOut;

    long expired;
    long canceled;

    Map<Stage, Long> counts() {
        Map<Stage, Long> counts = new EnumMap<>(Stage.class);
        counts.put(Stage.QUEUED, queued);
        counts.put(Stage.SENT, sent);
        counts.put(Stage.DELIVERED, delivered);
        counts.put(Stage.ACCEPTED, accepted);
        counts.put(Stage.IN_PROGRESS, inProgress);
        counts.put(Stage.SUCCEEDED, succeeded);
        counts.put(Stage.FAILED, failed);
        counts.put(Stage.REJECTED, rejected);
        counts.put(Stage.TIMED_OUT, timedOut);
        counts.put(Stage.EXPIRED, expired);
        counts.put(Stage.CANCELED, canceled);
        return counts;
    }
}
