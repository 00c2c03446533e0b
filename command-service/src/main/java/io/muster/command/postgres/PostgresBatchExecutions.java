package io.muster.command.postgres;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.BatchExecutions;
import io.muster.command.execution.Execution;
import io.muster.command.execution.Stage;
import io.muster.kit.postgres.PlainSql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

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
        return reader.list(PAGE.formatted(those(part.stage())), batchId, after, limit, offset);
    }

    /** The stage is a part of the statement: a parameter would hide from Postgres that an index has all of them. */
    private static String those(@Nullable Stage stage) {
        return stage == null ? "" : "and stage = '" + stage.name() + "'";
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
