package io.muster.command.dispatch;

import java.time.Instant;
import java.util.Optional;

import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState;
import io.muster.command.execution.ExecutionState.Dispatched;
import io.muster.command.execution.ExecutionState.Open;
import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.ExecutionState.Unanswered;
import io.muster.command.execution.ExecutionState.Underway;

/** What is to be done about an execution that is due. */
sealed interface NextStep {

    /** Send it now. */
    record Send(Unanswered from, Route route) implements NextStep {}

    /** It is over. */
    record End(ExecutionState state) implements NextStep {}

    /** Look again then; news of the device comes sooner. */
    record Hold(Instant until) implements NextStep {}

    /** Decides by what is known now. */
    static NextStep of(Execution execution, DeviceCondition device, Instant now, int maxAttempts) {
        ExecutionState state = execution.state();
        if (state instanceof Unanswered unanswered && device.closure(execution).isPresent()) {
            return new End(unanswered.rejected(device.closure(execution).get()));
        }
        if (state instanceof Open open && device.status().equals(DeviceCondition.DELETED)) {
            return new End(open.rejected("the device is deleted"));
        }
        if (state instanceof Queued queued) {
            return ofQueued(queued, execution, device, now);
        }
        if (state instanceof Dispatched dispatched) {
            return ofDispatched(dispatched, execution, device, now, maxAttempts);
        }
        if (state instanceof Underway underway) {
            return ofUnderway(underway, now);
        }
        throw new IllegalArgumentException("Finished executions are not due: " + execution.id());
    }

    private static NextStep ofQueued(Queued queued, Execution execution, DeviceCondition device, Instant now) {
        if (!now.isBefore(execution.expiresAt())) {
            return new End(queued.expired());
        }
        return device.route(execution)
                .<NextStep>map(route -> new Send(queued, route))
                .orElse(new Hold(execution.expiresAt()));
    }

    /**
     * The deadline counts while the device listens. One that went away may have gone before it heard the command: that
     * waits for it like one that was never sent. One that came for the command itself has it.
     */
    private static NextStep ofDispatched(
            Dispatched sent, Execution execution, DeviceCondition device, Instant now, int maxAttempts) {
        Optional<Route> route = device.route(execution);
        boolean maySend = now.isBefore(execution.expiresAt()) && sent.attempt() < maxAttempts;
        if (route.isEmpty() && sent.session() != Dispatched.FETCHED && now.isBefore(execution.expiresAt())) {
            return new Hold(execution.expiresAt());
        }
        if (route.isPresent() && maySend && device.session() != sent.session()) {
            return new Send(sent, route.get());
        }
        if (!now.isBefore(sent.deadline())) {
            return new End(sent.timedOut("the device did not answer in time"));
        }
        return route.isPresent() && maySend ? new Send(sent, route.get()) : new Hold(sent.deadline());
    }

    private static NextStep ofUnderway(Underway underway, Instant now) {
        return now.isBefore(underway.deadline())
                ? new Hold(underway.deadline())
                : new End(underway.timedOut("the device did not finish in time"));
    }
}
