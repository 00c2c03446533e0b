package io.muster.command.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Dispatched;
import io.muster.command.execution.ExecutionState.Underway;
import io.muster.command.execution.Executions;
import io.muster.command.execution.Stage;
import io.muster.command.execution.Step;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresExecutions implements Executions {

    private static final String UNANSWERED =
            """
            device = ?1 and dueAt is not null and not held
                and (stage = ?2 and expiresAt > ?4 or stage in ?3 and deadline > ?4)
            order by id
            """;
    private static final List<Stage> UNDELIVERED = List.of(Stage.QUEUED, Stage.SENT);
    private static final List<Stage> UNDERWAY = List.of(Stage.SENT, Stage.DELIVERED);

    private final ExecutionReader reader;
    private final JsonText json;

    PostgresExecutions(ExecutionReader reader, JsonText json) {
        this.reader = reader;
        this.json = json;
    }

    @Override
    public Uni<Opened> open(CommandOrder order, String device, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExecutionSql.OPEN, Object[].class)
                        .setParameter("workspace", order.workspace())
                        .setParameter("device", device)
                        .setParameter("command", order.command())
                        .setParameter("parameters", json.write(order.parameters()))
                        .setParameter("now", now)
                        .setParameter("expires", now.plus(order.ttl()))
                        .setParameter("timeout", order.timeout().toSeconds())
                        .setParameter("qos", order.delivery().qos())
                        .setParameter("latest_only", order.delivery().latestOnly())
                        .getSingleResult())
                .map(ExecutionRow::opened);
    }

    @Override
    public Uni<Void> dueAgain(Collection<String> devices, String command, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExecutionSql.DUE_AGAIN)
                        .setParameter("devices", json.write(devices))
                        .setParameter("command", command)
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Execution>> due(Collection<String> devices, Instant now, int limit) {
        return reader.list(ExecutionRow.<ExecutionRow>find("device in ?1 and dueAt <= ?2 order by id", devices, now)
                .range(0, limit - 1));
    }

    @Override
    public Uni<List<Execution>> byIds(Collection<String> ids) {
        return reader.list(ExecutionRow.find("id in ?1 order by id", ids));
    }

    @Override
    public Uni<List<Execution>> undelivered(Collection<String> ids) {
        return reader.list(ExecutionRow.find("id in ?1 and stage in ?2 order by id", ids, UNDELIVERED));
    }

    @Override
    public Uni<List<Execution>> openOf(String device) {
        return reader.list(ExecutionRow.find("device = ?1 and dueAt is not null order by id", device));
    }

    @Override
    public Uni<List<Execution>> unanswered(String device, Instant now, int limit) {
        return reader.list(ExecutionRow.<ExecutionRow>find(UNANSWERED, device, Stage.QUEUED, UNDERWAY, now)
                .range(0, limit - 1));
    }

    @Override
    public Uni<@Nullable Execution> find(String workspace, String id) {
        return reader.list(ExecutionRow.find("id = ?1 and workspace = ?2", id, workspace))
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    @Override
    public Uni<Page<Execution>> ofDevice(String workspace, String device, PageRequest page) {
        return page(ExecutionRow.find("workspace = ?1 and device = ?2 order by id desc", workspace, device), page);
    }

    @Override
    public Uni<Void> save(Collection<Execution> changed, Map<String, List<Step>> steps) {
        List<Saved> rows = changed.stream()
                .map(execution -> saved(execution, steps.getOrDefault(execution.id(), List.of())))
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExecutionSql.SAVE)
                        .setParameter("rows", json.write(rows))
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Step>> stepsOf(String id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExecutionSql.STEPS, String.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(history -> history == null ? List.of() : json.readSteps(history));
    }

    @Override
    public Uni<Map<String, String>> replaced(Collection<String> devices) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExecutionSql.REPLACED, Object[].class)
                        .setParameter("devices", json.write(devices))
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1])));
    }

    @Override
    public Uni<Integer> removeFinished(Instant before, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery(ExecutionSql.REMOVE_FINISHED)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .executeUpdate()
                .call(() -> session.createNativeQuery(ExecutionSql.REMOVE_BATCHES)
                        .setParameter("before", before)
                        .setParameter("limit", limit)
                        .executeUpdate()));
    }

    private Uni<Page<Execution>> page(PanacheQuery<ExecutionRow> query, PageRequest page) {
        return query.count().chain(total -> reader.list(query.range(page.offset(), page.offset() + page.limit() - 1))
                .map(items -> new Page<>(items, total, page)));
    }

    /** What of a row changes, by the names of its columns. */
    private record Saved(
            String id,
            String stage,
            int attempt,
            long session,
            @Nullable Instant deadline,
            @Nullable String reason,
            @Nullable String result,
            String history,
            @Nullable Instant due_at,
            Instant updated_at) {}

    private Saved saved(Execution execution, List<Step> steps) {
        return new Saved(
                execution.id(),
                execution.stage().name(),
                execution.state().attempt(),
                execution.state() instanceof Dispatched dispatched ? dispatched.session() : 0,
                execution.state() instanceof Underway underway ? underway.deadline() : null,
                execution.state().reason(),
                json.writeOrNull(execution.result()),
                steps.stream().map(step -> json.write(step) + "\n").collect(Collectors.joining()),
                execution.dueAt(),
                execution.updatedAt());
    }
}
