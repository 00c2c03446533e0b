package io.muster.command.execution;

import io.muster.kit.problem.Refusal;

/** Why a request about commands is refused. */
public abstract sealed class CommandRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private CommandRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The workspace has no such execution or batch. */
    public static final class CommandUnknown extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        public CommandUnknown(String id) {
            super(Kind.NOT_FOUND, "command-not-found", "There is no command '" + id + "' in this workspace.");
        }
    }

    /** It has left already: what a device has heard it cannot unhear. */
    public static final class CommandNotQueued extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        public CommandNotQueued(String id, Stage stage) {
            super(
                    Kind.CONFLICT,
                    "command-not-queued",
                    "Only a queued command can be canceled; '" + id + "' is " + stage.word() + ".");
        }
    }

    /** It is for more devices than one order may reach. */
    public static final class AudienceTooLarge extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        private AudienceTooLarge(long devices, int limit) {
            super(
                    Kind.TOO_LARGE,
                    "audience-too-large",
                    "The order is for " + devices + " devices; one order reaches up to " + limit + ".");
        }

        /** @throws AudienceTooLarge if there are more devices than may be */
        public static void refuse(long devices, int limit) {
            if (devices > limit) {
                throw new AudienceTooLarge(devices, limit);
            }
        }
    }

    /** Nothing of the batch has failed so far. */
    public static final class NothingToRetry extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        public NothingToRetry(String batchId) {
            super(
                    Kind.CONFLICT,
                    "nothing-to-retry",
                    "Nothing of '" + batchId + "' has failed, timed out or expired for a device that is still there.");
        }
    }
}
