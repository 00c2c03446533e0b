package io.muster.command.execution;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * That an execution came to this stage.
 *
 * @param attempt how often the command had been sent by then
 * @param reason why; null where the stage says it all
 */
public record Step(Stage stage, int attempt, @Nullable String reason, Instant at) {

    /** The first one of every execution. */
    public static Step ordered(Instant at) {
        return new Step(Stage.QUEUED, 0, null, at);
    }

    static Step to(Execution execution) {
        return new Step(
                execution.stage(),
                execution.state().attempt(),
                execution.state().reason(),
                execution.updatedAt());
    }
}
