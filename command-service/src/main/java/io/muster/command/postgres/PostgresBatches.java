package io.muster.command.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.Batch;
import io.muster.command.batch.BatchState;
import io.muster.command.batch.Batches;
import io.muster.command.batch.Pace;
import io.muster.command.execution.BatchCounts;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Delivery;
import io.muster.command.execution.Stage;
import io.muster.kit.postgres.PlainSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import static io.muster.kit.postgres.PlainSql.at;

@ApplicationScoped
class PostgresBatches implements Batches, BatchCounts {

    private static final List<Stage> STAGES = Arrays.asList(Stage.values());
    private static final String INSERT =
            """
            insert into batch (id, workspace, ordered_by, target, parent, command, parameters, timeout_seconds, qos,
                latest_only, max_per_second, state, created_at, expires_at)
            values (:id, :workspace, :by, :target, nullif(:parent, ''), :command, :parameters, :timeout, :qos,
                :latest_only, nullif(cast(:pace as double precision), 0), 'RUNNING', :created, :expires)
            """;
    private static final String FILLED =
            """
            update batch set total = :total, queued = :total, finished_at = case when :total = 0 then cast(:now as timestamptz) end
            where id = :id
            """;
    private static final String CHANGE = "update batch set state = :to where id = :id and state = :from";
    private static final String CANCEL =
            """
            update batch set state = 'CANCELING', canceled_by = :by
            where id = :id and state in ('RUNNING', 'PAUSED') and finished_at is null
            """;
    private static final String SET_PACE =
            "update batch set max_per_second = nullif(cast(:pace as double precision), 0) where id = :id";
    private static final String CANCELING = "select id, canceled_by from batch where state = 'CANCELING'";
    /** The changes of the stages are $3 and on, in the order of these. */
    private static final String COUNT = "update batch set "
            + STAGES.stream().map(stage -> stage.word() + " = " + after(stage)).collect(Collectors.joining(", "))
            + ", finished_at = case when "
            + STAGES.stream().filter(Stage::isOpen).map(PostgresBatches::after).collect(Collectors.joining(" + "))
            + " = 0 then $2::timestamptz end where id = $1";

    private final JsonText json;

    PostgresBatches(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<Void> add(Batch batch) {
        CommandOrder order = batch.order();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", batch.id())
                        .setParameter("workspace", order.workspace())
                        .setParameter("by", order.by())
                        .setParameter("target", json.write(batch.target()))
                        .setParameter("parent", batch.parent() == null ? "" : batch.parent())
                        .setParameter("command", order.command())
                        .setParameter("parameters", json.write(order.parameters()))
                        .setParameter("timeout", order.timeout().toSeconds())
                        .setParameter("qos", order.delivery().qos())
                        .setParameter("latest_only", order.delivery().latestOnly())
                        .setParameter("pace", number(batch.pace()))
                        .setParameter("created", batch.createdAt())
                        .setParameter("expires", batch.expiresAt())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> filled(String id, long total, Instant now) {
        return update(FILLED, id, query -> query.setParameter("total", total).setParameter("now", now));
    }

    @Override
    public Uni<@Nullable Batch> find(String workspace, String id) {
        return BatchRow.<BatchRow>find("id = ?1 and workspace = ?2", id, workspace)
                .firstResult()
                .map(row -> row == null ? null : batch(row));
    }

    @Override
    public Uni<Boolean> change(String id, BatchState from, BatchState to) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CHANGE)
                        .setParameter("id", id)
                        .setParameter("from", from.name())
                        .setParameter("to", to.name())
                        .executeUpdate())
                .map(changed -> changed > 0);
    }

    @Override
    public Uni<Void> cancel(String id, String by) {
        return update(CANCEL, id, query -> query.setParameter("by", by));
    }

    @Override
    public Uni<Void> setPace(String id, Pace pace) {
        return update(SET_PACE, id, query -> query.setParameter("pace", number(pace)));
    }

    @Override
    public Uni<List<Canceling>> canceling() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(CANCELING, Object[].class).getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Canceling((String) row[0], (String) row[1]))
                        .toList());
    }

    @Override
    public Uni<Void> count(String id, Map<Stage, Long> changes, Instant now) {
        Stream<Long> counts = STAGES.stream().map(stage -> changes.getOrDefault(stage, 0L));
        return PlainSql.update(
                        COUNT, Stream.concat(Stream.of(id, at(now)), counts).toArray())
                .replaceWithVoid();
    }

    private static Uni<Void> update(String statement, String id, UnaryOperator<Mutiny.MutationQuery> bind) {
        return Panache.getSession()
                .chain(session -> bind.apply(
                                session.createNativeQuery(statement).setParameter("id", id))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static double number(Pace pace) {
        return pace.maxPerSecond() == null ? 0 : pace.maxPerSecond();
    }

    private static String after(Stage stage) {
        return stage.word() + " + $" + (3 + stage.ordinal()) + "::bigint";
    }

    private Batch batch(BatchRow row) {
        return new Batch(
                row.id,
                new CommandOrder(
                        row.workspace,
                        row.command,
                        json.readObject(row.parameters),
                        Duration.between(row.createdAt, row.expiresAt),
                        Duration.ofSeconds(row.timeoutSeconds),
                        new Delivery(row.qos, row.latestOnly),
                        row.orderedBy),
                json.readObject(row.target),
                row.parent,
                new Pace(row.maxPerSecond),
                row.state,
                row.total,
                row.counts(),
                row.createdAt,
                row.finishedAt);
    }
}
