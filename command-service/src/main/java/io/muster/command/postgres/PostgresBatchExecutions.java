package io.muster.command.postgres;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.BatchExecutions;
import io.muster.command.execution.Execution;
import io.muster.command.execution.Stage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class PostgresBatchExecutions implements BatchExecutions {

    private final ExecutionReader reader;

    PostgresBatchExecutions(ExecutionReader reader) {
        this.reader = reader;
    }

    @Override
    public Uni<List<Execution>> page(String batchId, Part part, int offset, int limit) {
        // Ids begin with letters.
        String after = part.after() == null ? "" : part.after();
        PanacheQuery<ExecutionRow> found = part.stage() == null
                ? ExecutionRow.find("batch = ?1 and id > ?2 order by id", batchId, after)
                : ExecutionRow.find("batch = ?1 and id > ?2 and stage = ?3 order by id", batchId, after, part.stage());
        return reader.list(found.range(offset, offset + limit - 1));
    }

    @Override
    public Uni<List<Execution>> queued(String batchId, int limit) {
        return reader.list(
                ExecutionRow.<ExecutionRow>find("batch = ?1 and stage = ?2 order by id", batchId, Stage.QUEUED)
                        .range(0, limit - 1));
    }

    @Override
    public Uni<Map<String, String>> byDevice(String batchId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select device, id from execution where batch = :batch", Object[].class)
                        .setParameter("batch", batchId)
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1])));
    }
}
