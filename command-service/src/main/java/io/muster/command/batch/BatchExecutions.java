package io.muster.command.batch;

import java.util.List;
import java.util.Map;

import io.muster.command.execution.Execution;
import io.muster.command.execution.Stage;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The executions of a batch. */
public interface BatchExecutions {

    /**
     * Which of them are wanted.
     *
     * @param stage only those who stand there; null for all
     * @param after only those behind this one; null for the first ones
     */
    record Part(@Nullable Stage stage, @Nullable String after) {}

    /** In the order in which they were made. */
    Uni<List<Execution>> page(String batchId, Part part, int offset, int limit);

    /** Some of the queued ones. */
    Uni<List<Execution>> queued(String batchId, int limit);

    /** The ids of all of them, by their devices. */
    Uni<Map<String, String>> byDevice(String batchId);
}
