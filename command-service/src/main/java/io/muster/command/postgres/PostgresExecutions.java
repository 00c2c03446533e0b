package io.muster.command.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Dispatched;
import io.muster.command.execution.ExecutionState.Underway;
import io.muster.command.execution.Executions;
import io.muster.command.execution.Step;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.postgres.PlainSql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import static io.muster.kit.postgres.PlainSql.at;
import static io.muster.kit.postgres.PlainSql.texts;

@ApplicationScoped
class PostgresExecutions implements Executions {

    private final ExecutionReader reader;
    private final JsonText json;

    PostgresExecutions(ExecutionReader reader, JsonText json) {
        this.reader = reader;
        this.json = json;
    }

    @Override
    public Uni<Opened> open(CommandOrder order, String device, Instant now) {
        return PlainSql.list(
                        ExecutionSql.OPEN,
                        row -> new Opened((String) row[0], (String) row[1], (Long) row[2]),
                        order.workspace(),
                        device,
                        order.command(),
                        json.write(order.parameters()),
                        at(now),
                        at(now.plus(order.ttl())),
                        order.timeout().toSeconds(),
                        order.delivery().qos(),
                        order.delivery().latestOnly())
                .map(opened -> opened.get(0));
    }

    @Override
    public Uni<Void> dueAgain(Collection<String> devices, String command, Instant now) {
        return PlainSql.update(ExecutionSql.DUE_AGAIN, texts(devices), command, at(now))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Execution>> due(Collection<String> devices, Instant now, int limit) {
        return reader.list(ExecutionSql.DUE, texts(devices), at(now), limit);
    }

    @Override
    public Uni<List<Execution>> byIds(Collection<String> ids) {
        return reader.list(ExecutionSql.BY_IDS, (Object) texts(ids));
    }

    @Override
    public Uni<List<Execution>> undelivered(Collection<String> ids) {
        return reader.list(ExecutionSql.UNDELIVERED, (Object) texts(ids));
    }

    @Override
    public Uni<List<Execution>> openOf(String device) {
        return reader.list(ExecutionSql.OPEN_OF, device);
    }

    @Override
    public Uni<List<Execution>> unanswered(String device, Instant now, int limit) {
        return reader.list(ExecutionSql.UNANSWERED, device, at(now), limit);
    }

    @Override
    public Uni<@Nullable Execution> find(String workspace, String id) {
        return reader.list(ExecutionSql.ONE, id, workspace).map(found -> found.isEmpty() ? null : found.get(0));
    }

    @Override
    public Uni<Page<Execution>> ofDevice(String workspace, String device, PageRequest page) {
        return PlainSql.list(ExecutionSql.COUNT_OF_DEVICE, row -> (Long) row[0], workspace, device)
                .chain(total -> reader.list(ExecutionSql.PAGE_OF_DEVICE, workspace, device, page.limit(), page.offset())
                        .map(items -> new Page<>(items, total.get(0), page)));
    }

    @Override
    public Uni<Void> save(Collection<Execution> changed, Map<String, List<Step>> steps) {
        List<Saved> rows = changed.stream()
                .map(execution -> saved(execution, steps.getOrDefault(execution.id(), List.of())))
                .toList();
        return PlainSql.update(ExecutionSql.SAVE, Saved.columns(rows)).replaceWithVoid();
    }

    @Override
    public Uni<List<Step>> stepsOf(String id) {
        return PlainSql.list(ExecutionSql.STEPS, row -> json.readSteps((String) row[0]), id)
                .map(found -> found.isEmpty() ? List.of() : found.get(0));
    }

    @Override
    public Uni<Map<String, String>> replaced(Collection<String> devices) {
        return PlainSql.byFirst(ExecutionSql.REPLACED, String.class, row -> (String) row[1], (Object) texts(devices));
    }

    @Override
    public Uni<Integer> removeFinished(Instant before, int limit) {
        return PlainSql.update(ExecutionSql.REMOVE_FINISHED, at(before), limit)
                .call(() -> PlainSql.update(ExecutionSql.REMOVE_BATCHES, at(before), limit));
    }

    /** What of a row changes. */
    private record Saved(
            String id,
            String stage,
            int attempt,
            long session,
            @Nullable Instant deadline,
            @Nullable String reason,
            @Nullable String result,
            String history,
            @Nullable Instant dueAt,
            Instant updatedAt) {

        static Object[] columns(List<Saved> rows) {
            return new Object[] {
                column(rows, Saved::id, String[]::new),
                column(rows, Saved::stage, String[]::new),
                column(rows, Saved::attempt, Integer[]::new),
                column(rows, Saved::session, Long[]::new),
                column(rows, row -> time(row.deadline), OffsetDateTime[]::new),
                column(rows, Saved::reason, String[]::new),
                column(rows, Saved::result, String[]::new),
                column(rows, Saved::history, String[]::new),
                column(rows, row -> time(row.dueAt), OffsetDateTime[]::new),
                column(rows, row -> at(row.updatedAt), OffsetDateTime[]::new)
            };
        }

        private static <T> T[] column(List<Saved> rows, Function<Saved, T> value, IntFunction<T[]> array) {
            return rows.stream().map(value).toArray(array);
        }

        private static @Nullable OffsetDateTime time(@Nullable Instant time) {
            return time == null ? null : at(time);
        }
    }

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
