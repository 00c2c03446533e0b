package io.muster.command.dispatch;

import io.muster.command.execution.Execution;
import io.smallrye.mutiny.Uni;

/** Sends commands to devices. */
public interface CommandPublisher {

    /** Completes when the command is on its way to the broker; fails if it is not, or not within the time allowed. */
    Uni<Void> publish(Execution execution, int attempt, Route route);
}
