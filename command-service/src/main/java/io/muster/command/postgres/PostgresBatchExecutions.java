package io.muster.command.postgres;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.BatchExecutions;
import io.muster.command.execution.Execution;
import io.muster.kit.postgres.PlainSql;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class PostgresBatchExecutions implements BatchExecutions {

    private static final String PAGE =
            "from execution where batch = $1 and id > $2 %s order by id limit $3::int offset $4::int";
    private static final String QUEUED =
            "from execution where batch = $1 and stage = 'QUEUED' order by id limit $2::int";
    private static final String BY_DEVICE = "select device, id from execution where batch = $1";

    private final ExecutionReader reader;

    PostgresBatchExecutions(ExecutionReader reader) {
        this.reader = reader;
    }

    @Override
    public Uni<List<Execution>> page(String batchId, Part part, int offset, int limit) {
        // Ids begin with letters.
        String after = part.after() == null ? "" : part.after();
        return part.stage() == null
                ? reader.list(PAGE.formatted(""), batchId, after, limit, offset)
                : reader.list(
                        PAGE.formatted("and stage = $5"),
                        batchId,
                        after,
                        limit,
                        offset,
                        part.stage().name());
    }

    @Override
    public Uni<List<Execution>> queued(String batchId, int limit) {
        return reader.list(QUEUED, batchId, limit);
    }

    @Override
    public Uni<Map<String, String>> byDevice(String batchId) {
        return PlainSql.byFirst(BY_DEVICE, String.class, row -> (String) row[1], batchId);
    }
}
