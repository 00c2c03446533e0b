package io.muster.events;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** An execution of a command by one device changed its state. The type of the record names the state. */
public sealed interface CommandEvent extends LifecycleEvent {

    Execution execution();

    @Override
    default String subject() {
        return execution().device();
    }

    @Override
    default Topic topic() {
        return Topic.COMMAND_LIFECYCLE;
    }

    /**
     * @param id the execution, which the device knows as {@code commandId}
     * @param batchId the fan-out it belongs to; empty for a single command
     * @param device the {@code id} of the device
     * @param reason why it failed, was rejected, expired or was canceled
     */
    record Execution(
            String id,
            @Nullable String batchId,
            String device,
            String command,
            int attempt,
            @Nullable String reason,
            Instant at) {}

    record CommandQueued(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandSent(long revision, String workspace, Execution execution) implements CommandEvent {}

    /** The broker has the device's acknowledgement of the message; whether the device understood it is not known. */
    record CommandDelivered(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandAccepted(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandProgressed(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandSucceeded(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandFailed(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandRejected(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandTimedOut(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandExpired(long revision, String workspace, Execution execution) implements CommandEvent {}

    record CommandCanceled(long revision, String workspace, Execution execution) implements CommandEvent {}
}
