package io.muster.command.postgres;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.command.batch.BatchState;
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

    @Column(name = "ordered_by")
    String orderedBy;

    String target;

    @Nullable
    String parent;

    String command;
    String parameters;

    @Column(name = "timeout_seconds")
    long timeoutSeconds;

    int qos;

    @Column(name = "latest_only")
    boolean latestOnly;

    @Column(name = "max_per_second")
    @Nullable
    Double maxPerSecond;

    @Enumerated(EnumType.STRING)
    BatchState state;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;

    long total;
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
