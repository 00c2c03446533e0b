package io.muster.command.execution;

import java.util.Locale;

import io.muster.events.CommandEvent;

/** The names of the states of an execution, each with the event that says so. */
public enum Stage {
    QUEUED(true, CommandEvent.CommandQueued::new),
    SENT(true, CommandEvent.CommandSent::new),
    DELIVERED(true, CommandEvent.CommandDelivered::new),
    ACCEPTED(true, CommandEvent.CommandAccepted::new),
    IN_PROGRESS(true, CommandEvent.CommandProgressed::new),
    SUCCEEDED(false, CommandEvent.CommandSucceeded::new),
    FAILED(false, CommandEvent.CommandFailed::new),
    REJECTED(false, CommandEvent.CommandRejected::new),
    TIMED_OUT(false, CommandEvent.CommandTimedOut::new),
    EXPIRED(false, CommandEvent.CommandExpired::new),
    CANCELED(false, CommandEvent.CommandCanceled::new);

    private final boolean open;
    private final EventMaker event;

    Stage(boolean open, EventMaker event) {
        this.open = open;
        this.event = event;
    }

    /** Whether something may still happen. */
    public boolean isOpen() {
        return open;
    }

    /** As people and programs read it: {@code in_progress}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    CommandEvent event(long revision, String workspace, CommandEvent.Execution execution) {
        return event.make(revision, workspace, execution);
    }

    private interface EventMaker {
        CommandEvent make(long revision, String workspace, CommandEvent.Execution execution);
    }
}
