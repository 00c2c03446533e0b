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

    /** The group has more members than one order may reach. */
    public static final class GroupTooLarge extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        public GroupTooLarge(long members, int limit) {
            super(
                    Kind.TOO_LARGE,
                    "group-too-large",
                    "The group has " + members + " members; one order reaches up to " + limit + ".");
        }
    }
}
