package io.muster.command.http;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.command.execution.Execution;
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
        Instant updatedAt) {

    static ExecutionView of(Execution execution) {
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
                execution.updatedAt());
    }
}
