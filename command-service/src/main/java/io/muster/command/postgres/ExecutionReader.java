package io.muster.command.postgres;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.Execution;
import io.muster.kit.postgres.PlainSql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import static io.muster.kit.postgres.PlainSql.texts;

/** Makes executions of their rows and those of their batches, which hold the parameters of all. */
@ApplicationScoped
class ExecutionReader {

    private static final String PARAMETERS = "select id, parameters from batch where id = any($1::text[])";

    private final JsonText json;

    ExecutionReader(JsonText json) {
        this.json = json;
    }

    /** @param from what follows the columns in a query */
    Uni<List<Execution>> list(String from, @Nullable Object... parameters) {
        return PlainSql.list("select " + ExecutionRow.COLUMNS + from, ExecutionRow::of, parameters)
                .chain(rows -> parametersOf(rows).map(shared -> rows.stream()
                        .map(row -> row.execution(parameters(row, shared), json.readOrNull(row.result())))
                        .toList()));
    }

    /** By batch: most are shared by many rows. */
    private Uni<Map<String, Map<String, Object>>> parametersOf(List<ExecutionRow> rows) {
        Set<String> batches =
                rows.stream().map(ExecutionRow::batch).filter(Objects::nonNull).collect(Collectors.toSet());
        return batches.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : PlainSql.byFirst(
                        PARAMETERS, String.class, row -> json.readObject((String) row[1]), (Object) texts(batches));
    }

    private Map<String, Object> parameters(ExecutionRow row, Map<String, Map<String, Object>> shared) {
        return row.parameters() == null ? shared.get(row.batch()) : json.readObject(row.parameters());
    }
}
