package io.muster.command.execution;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.CommandRefusal.CommandNotQueued;
import io.muster.command.execution.ExecutionState.Canceled;
import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.Ledger.Change;
import io.smallrye.mutiny.Uni;

/** Takes queued executions back, in the caller's transaction. The caller holds the lines of the devices. */
@ApplicationScoped
public class Cancellation {

    private final Ledger ledger;
    private final Clock clock = Clock.systemUTC();

    Cancellation(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * All of them as they are afterwards; those that were taken back before stay as they are.
     *
     * @throws CommandNotQueued if one of them has left already
     */
    public Uni<List<Execution>> cancel(List<Execution> current, String by) {
        Instant now = clock.instant();
        List<Change> changes = current.stream()
                .map(before -> new Change(before, canceled(before, by, now)))
                .toList();
        return ledger.record(changes, now)
                .replaceWith(changes.stream().map(Change::after).toList());
    }

    private static Execution canceled(Execution execution, String by, Instant now) {
        if (execution.state() instanceof Queued queued) {
            return execution.with(queued.canceled(by), now, now);
        }
        if (execution.state() instanceof Canceled) {
            return execution;
        }
        throw new CommandNotQueued(execution.id(), execution.stage());
    }
}
