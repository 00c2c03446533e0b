package io.muster.command.rollout;

import java.time.Instant;

/** Where a rollout stands. Each step exists only on the state that it leaves. */
public sealed interface RolloutState {

    Name name();

    /** How many waves have begun. */
    int waves();

    /** Why it came here; empty if that needs no saying. */
    default String reason() {
        return "";
    }

    /** The names of the states. */
    enum Name {
        SCHEDULED,
        RUNNING,
        PAUSED,
        AWAITING_APPROVAL,
        SUCCEEDED,
        ABORTED,
        CANCELED
    }

    /** It can still go on. */
    sealed interface Unfinished extends RolloutState {

        default Aborted aborted(String reason) {
            return new Aborted(waves(), reason);
        }

        default Canceled canceled(String by) {
            return new Canceled(waves(), "by " + by);
        }
    }

    /** It can be halted. */
    sealed interface Active extends Unfinished {

        default Paused paused(String by) {
            return new Paused(this, "by " + by);
        }
    }

    /** Nobody is chosen yet. */
    record Scheduled(Instant start) implements Active {
        @Override
        public Name name() {
            return Name.SCHEDULED;
        }

        @Override
        public int waves() {
            return 0;
        }

        Running started() {
            return new Running(0);
        }
    }

    record Running(int waves) implements Active {
        @Override
        public Name name() {
            return Name.RUNNING;
        }

        Running nextWave() {
            return new Running(waves + 1);
        }

        AwaitingApproval awaitingApproval() {
            return new AwaitingApproval(waves);
        }

        Succeeded succeeded() {
            return new Succeeded(waves);
        }
    }

    /** Whoever has begun goes on; the next wave waits for somebody to agree. */
    record AwaitingApproval(int waves) implements Active {
        @Override
        public Name name() {
            return Name.AWAITING_APPROVAL;
        }

        Running approved() {
            return new Running(waves + 1);
        }
    }

    /** Nothing more is sent until it is resumed. */
    record Paused(Active before, String reason) implements Unfinished {
        @Override
        public Name name() {
            return Name.PAUSED;
        }

        @Override
        public int waves() {
            return before.waves();
        }

        Active resumed() {
            return before;
        }
    }

    record Succeeded(int waves) implements RolloutState {
        @Override
        public Name name() {
            return Name.SUCCEEDED;
        }
    }

    /** A gate stopped it; what was not sent is taken back. */
    record Aborted(int waves, String reason) implements RolloutState {
        @Override
        public Name name() {
            return Name.ABORTED;
        }
    }

    /** A person stopped it; what was not sent is taken back. */
    record Canceled(int waves, String reason) implements RolloutState {
        @Override
        public Name name() {
            return Name.CANCELED;
        }
    }
}
