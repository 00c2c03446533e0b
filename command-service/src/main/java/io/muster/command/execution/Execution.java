package io.muster.command.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.muster.command.execution.ExecutionState.Open;
import io.muster.command.execution.ExecutionState.Sent;
import io.muster.command.execution.ExecutionState.Unanswered;
import io.muster.events.CommandEvent;
import org.jspecify.annotations.Nullable;

/**
 * One device's execution of a command.
 *
 * @param id what the device knows as {@code commandId}
 * @param batchId the order to many that it belongs to
 * @param expiresAt until when it may be sent
 * @param timeout how long the device may take from the sending, and from each sign of life
 * @param result what the device last said came of it
 * @param dueAt when the dispatcher has to look at it; null once it is finished
 */
public record Execution(
        String id,
        @Nullable String batchId,
        String workspace,
        String device,
        String command,
        Map<String, Object> parameters,
        Instant createdAt,
        Instant expiresAt,
        Duration timeout,
        Delivery delivery,
        ExecutionState state,
        @Nullable Object result,
        @Nullable Instant dueAt,
        Instant updatedAt) {

    /** The topic below the device's prefix. */
    public String topic() {
        return workspace + "/devices/" + device + "/commands/" + command;
    }

    public Stage stage() {
        return state.stage();
    }

    /** In another state; an open one is looked at again when it says. */
    public Execution with(ExecutionState next, Instant due, Instant now) {
        return with(next, result, next instanceof Open ? due : null, now);
    }

    /** In the same state, to be looked at again at this time. */
    public Execution dueAt(Instant due) {
        return with(state, result, due, updatedAt);
    }

    /** It has come to the device; when it is looked at again does not change by that. */
    Execution delivered(Sent sent, Instant now) {
        return with(sent.delivered(), result, dueAt, now);
    }

    /** After what the device said; empty if that changes nothing: it was said before, or too late. */
    public Optional<Execution> answered(Answer answer, Instant now) {
        if (!(state instanceof Open open)) {
            return Optional.empty();
        }
        Instant deadline = now.plus(timeout);
        ExecutionState next = after(open, answer, deadline);
        @Nullable Object news = answer.result() == null ? result : answer.result();
        boolean saidBefore = next.stage() == stage() && (next == state || Objects.equals(news, result));
        return saidBefore
                ? Optional.empty()
                : Optional.of(with(next, news, next instanceof Open ? deadline : null, now));
    }

    private static ExecutionState after(Open state, Answer answer, Instant deadline) {
        return switch (answer.verdict()) {
            case ACCEPTED -> state instanceof Unanswered unanswered ? unanswered.accepted(deadline) : state;
            case IN_PROGRESS -> state.inProgress(deadline);
            case SUCCEEDED -> state.succeeded();
            case FAILED -> state.failed(answer.reason());
            case REJECTED -> state.rejected(answer.reason());
        };
    }

    /** What is said of it now. */
    public CommandEvent event(long revision) {
        return stage().event(
                        revision,
                        workspace,
                        new CommandEvent.Execution(
                                id, batchId, device, command, state.attempt(), state.reason(), updatedAt));
    }

    private Execution with(ExecutionState next, @Nullable Object news, @Nullable Instant due, Instant at) {
        return new Execution(
                id,
                batchId,
                workspace,
                device,
                command,
                parameters,
                createdAt,
                expiresAt,
                timeout,
                delivery,
                next,
                news,
                due,
                at);
    }
}
