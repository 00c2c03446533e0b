package io.muster.command.postgres;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.Batch;
import io.muster.command.batch.Batches;
import io.muster.command.execution.BatchCounts;
import io.muster.command.execution.Stage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresBatches implements Batches, BatchCounts {

    private static final List<Stage> STAGES = Arrays.asList(Stage.values());
    private static final String INSERT =
            """
            insert into batch (id, workspace, group_id, command, parameters, created_at, expires_at)
            values (:id, :workspace, nullif(:group, ''), :command, :parameters, :created, :expires)
            """;
    private static final String COUNT = "update batch set "
            + STAGES.stream().map(stage -> stage.word() + " = " + after(stage)).collect(Collectors.joining(", "))
            + ", finished_at = case when "
            + STAGES.stream().filter(Stage::isOpen).map(PostgresBatches::after).collect(Collectors.joining(" + "))
            + " = 0 then cast(:now as timestamptz) end where id = :id";

    private final JsonText json;

    PostgresBatches(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<Void> add(Batch batch, String workspace) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", batch.id())
                        .setParameter("workspace", workspace)
                        .setParameter("group", batch.groupId() == null ? "" : batch.groupId())
                        .setParameter("command", batch.command())
                        .setParameter("parameters", json.write(batch.parameters()))
                        .setParameter("created", batch.createdAt())
                        .setParameter("expires", batch.expiresAt())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable Batch> find(String workspace, String id) {
        return BatchRow.<BatchRow>find("id = ?1 and workspace = ?2", id, workspace)
                .firstResult()
                .map(row -> row == null ? null : batch(row));
    }

    @Override
    public Uni<Void> count(String id, Map<Stage, Long> changes, Instant now) {
        return Panache.getSession()
                .chain(session -> bind(session.createNativeQuery(COUNT), changes)
                        .setParameter("now", now)
                        .setParameter("id", id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static <T> Mutiny.Query<T> bind(Mutiny.Query<T> query, Map<Stage, Long> changes) {
        STAGES.forEach(stage -> query.setParameter(stage.word(), changes.getOrDefault(stage, 0L)));
        return query;
    }

    private static String after(Stage stage) {
        return stage.word() + " + :" + stage.word();
    }

    private Batch batch(BatchRow row) {
        Map<Stage, Long> counts = row.counts();
        return new Batch(
                row.id,
                row.groupId,
                row.command,
                json.readObject(row.parameters),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts,
                row.createdAt,
                row.expiresAt,
                row.finishedAt);
    }
}
