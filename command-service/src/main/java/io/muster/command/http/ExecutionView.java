package io.muster.command.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.command.execution.Execution;
import io.muster.command.execution.Step;
import org.jspecify.annotations.Nullable;

/** An execution as it is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExecutionView(
        String id,
        @Nullable String batchId,
        String device,
        String command,
        Map<String, Object> parameters,
        String status,
        int attempt,
        @Nullable Object result,
        @Nullable String reason,
        Instant createdAt,
        Instant expiresAt,
        long timeoutSeconds,
        Instant updatedAt,
        @Nullable List<Occurrence> history) {

    /** That it came to a status. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Occurrence(String status, int attempt, @Nullable String reason, Instant at) {

        static Occurrence of(Step step) {
            return new Occurrence(step.stage().word(), step.attempt(), step.reason(), step.at());
        }
    }

    /** With what has happened to it. */
    static ExecutionView of(Execution execution, List<Step> steps) {
        return with(execution, steps.stream().map(Occurrence::of).toList());
    }

    /** Without what has happened to it. */
    static ExecutionView of(Execution execution) {
        return with(execution, null);
    }

    private static ExecutionView with(Execution execution, @Nullable List<Occurrence> history) {
        return new ExecutionView(
                execution.id(),
                execution.batchId(),
                execution.device(),
                execution.command(),
                execution.parameters(),
                execution.stage().word(),
                execution.state().attempt(),
                execution.result(),
                execution.state().reason(),
                execution.createdAt(),
                execution.expiresAt(),
                execution.timeout().toSeconds(),
                execution.updatedAt(),
                history);
    }
}
