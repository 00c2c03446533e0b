package io.muster.command.execution;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where an execution of a command stands. Each state is a record, and each step is a method that exists only on the
 * states that it leaves; what is finished has no steps.
 */
public sealed interface ExecutionState {

    Stage stage();

    /** How often the command has been sent. */
    int attempt();

    /** Why it ended as it did; null where the state says it all. */
    default @Nullable String reason() {
        return null;
    }

    /** Something may still happen. The device answers for any of these: an answer proves that the command arrived. */
    sealed interface Open extends ExecutionState {

        default Succeeded succeeded() {
            return new Succeeded(attempt());
        }

        default Failed failed(@Nullable String why) {
            return new Failed(attempt(), why);
        }

        default Rejected rejected(@Nullable String why) {
            return new Rejected(attempt(), why);
        }

        default InProgress inProgress(Instant deadline) {
            return new InProgress(attempt(), deadline);
        }
    }

    /** The device has not said anything yet. */
    sealed interface Unanswered extends Open {

        /**
         * @param session the session of the device that it was sent into
         * @param deadline until when the device must have answered, if it is the first time in this session
         */
        Sent sent(long session, Instant deadline);

        default Accepted accepted(Instant deadline) {
            return new Accepted(attempt(), deadline);
        }
    }

    /** The command is with the device, which must say something before the deadline. */
    sealed interface Underway extends Open {

        Instant deadline();

        default TimedOut timedOut(String why) {
            return new TimedOut(attempt(), why);
        }
    }

    /** The command has left for the device, which has not said anything. It is sent again while that is so. */
    sealed interface Dispatched extends Unanswered, Underway {

        /** The session of the device that it was last sent into; {@link #FETCHED} if the device came for it itself. */
        long session();

        /** In place of a session: there was none. The device asked over HTTP. */
        long FETCHED = 0;

        /** Once more; in the same session the time to answer goes on running. */
        @Override
        default Sent sent(long newSession, Instant newDeadline) {
            return new Sent(attempt() + 1, newSession, newSession == session() ? deadline() : newDeadline);
        }
    }

    /** Held here until the device listens. */
    record Queued() implements Unanswered {
        @Override
        public Stage stage() {
            return Stage.QUEUED;
        }

        @Override
        public int attempt() {
            return 0;
        }

        @Override
        public Sent sent(long session, Instant deadline) {
            return new Sent(1, session, deadline);
        }

        public Expired expired() {
            return new Expired("the device was not there in time");
        }

        public Canceled canceled(String by) {
            return new Canceled("canceled by " + by);
        }

        /** @param newer the execution that takes its place */
        public Canceled replaced(String newer) {
            return new Canceled("replaced by " + newer);
        }
    }

    record Sent(int attempt, long session, Instant deadline) implements Dispatched {
        @Override
        public Stage stage() {
            return Stage.SENT;
        }

        public Delivered delivered() {
            return new Delivered(attempt, session, deadline);
        }
    }

    /** The broker has the acknowledgement of the device's MQTT client, which is no answer of the device. */
    record Delivered(int attempt, long session, Instant deadline) implements Dispatched {
        @Override
        public Stage stage() {
            return Stage.DELIVERED;
        }
    }

    record Accepted(int attempt, Instant deadline) implements Underway {
        @Override
        public Stage stage() {
            return Stage.ACCEPTED;
        }
    }

    record InProgress(int attempt, Instant deadline) implements Underway {
        @Override
        public Stage stage() {
            return Stage.IN_PROGRESS;
        }
    }

    record Succeeded(int attempt) implements ExecutionState {
        @Override
        public Stage stage() {
            return Stage.SUCCEEDED;
        }
    }

    record Failed(int attempt, @Nullable String reason) implements ExecutionState {
        @Override
        public Stage stage() {
            return Stage.FAILED;
        }
    }

    /** The device does not want to, or may not be asked. */
    record Rejected(int attempt, @Nullable String reason) implements ExecutionState {
        @Override
        public Stage stage() {
            return Stage.REJECTED;
        }
    }

    record TimedOut(int attempt, String reason) implements ExecutionState {
        @Override
        public Stage stage() {
            return Stage.TIMED_OUT;
        }
    }

    /** It was never sent. */
    record Expired(String reason) implements ExecutionState {
        @Override
        public Stage stage() {
            return Stage.EXPIRED;
        }

        @Override
        public int attempt() {
            return 0;
        }
    }

    record Canceled(String reason) implements ExecutionState {
        @Override
        public Stage stage() {
            return Stage.CANCELED;
        }

        @Override
        public int attempt() {
            return 0;
        }
    }
}
