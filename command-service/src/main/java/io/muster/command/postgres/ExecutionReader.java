package io.muster.command.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.Delivery;
import io.muster.command.execution.Execution;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;

/** Makes executions of their rows and those of their batches, which hold the parameters of all. */
@ApplicationScoped
class ExecutionReader {

    private final JsonText json;

    ExecutionReader(JsonText json) {
        this.json = json;
    }

    Uni<List<Execution>> list(PanacheQuery<ExecutionRow> query) {
        return query.list().call(ExecutionReader::detach).chain(rows -> parametersOf(rows)
                .map(parameters ->
                        rows.stream().map(row -> execution(row, parameters)).toList()));
    }

    /** Each statement that follows would look through all of them for changes. */
    private static Uni<Void> detach(List<ExecutionRow> rows) {
        return Panache.getSession()
                .invoke(session -> rows.forEach(session::detach))
                .replaceWithVoid();
    }

    /** By batch; text, because most are shared by many rows and few are looked at. */
    private Uni<Map<String, String>> parametersOf(List<ExecutionRow> rows) {
        Set<String> batches =
                rows.stream().map(row -> row.batch).filter(Objects::nonNull).collect(Collectors.toSet());
        return batches.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : BatchRow.<BatchRow>list("id in ?1", batches).map(found -> found.stream()
                        .collect(Collectors.toMap(batch -> batch.id, batch -> batch.parameters)));
    }

    private Execution execution(ExecutionRow row, Map<String, String> parametersOfBatches) {
        String parameters = row.parameters == null ? parametersOfBatches.get(row.batch) : row.parameters;
        return new Execution(
                row.id,
                row.batch,
                row.workspace,
                row.device,
                row.command,
                json.readObject(parameters),
                row.createdAt,
                row.expiresAt,
                Duration.ofSeconds(row.timeoutSeconds),
                new Delivery(row.qos, row.latestOnly),
                row.state(),
                json.readOrNull(row.result),
                row.dueAt,
                row.updatedAt);
    }
}
