package io.muster.command.rollout;

import java.util.Locale;

import io.muster.kit.problem.Refusal;

/** Why a request about rollouts is refused. */
public abstract sealed class RolloutRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private RolloutRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The workspace has no such rollout. */
    public static final class RolloutUnknown extends RolloutRefusal {
        private static final long serialVersionUID = 1L;

        RolloutUnknown(String id) {
            super(Kind.NOT_FOUND, "rollout-not-found", "There is no rollout '" + id + "' in this workspace.");
        }
    }

    /** Where it stands, that cannot be done. */
    public static final class RolloutElsewhere extends RolloutRefusal {
        private static final long serialVersionUID = 1L;

        RolloutElsewhere(Rollout rollout, String verb) {
            super(
                    Kind.CONFLICT,
                    "rollout-not-there",
                    "The rollout is " + rollout.state().name().name().toLowerCase(Locale.ROOT) + ": it cannot be "
                            + verb + ".");
        }
    }

    /** Whom it was for is nobody any more. */
    public static final class GroupGone extends RolloutRefusal {
        private static final long serialVersionUID = 1L;

        GroupGone(String group) {
            super(Kind.CONFLICT, "group-gone", "The group '" + group + "' was deleted.");
        }
    }

    /** The workspace has as many underway as it may have. */
    public static final class TooManyRollouts extends RolloutRefusal {
        private static final long serialVersionUID = 1L;

        TooManyRollouts(int limit) {
            super(Kind.CONFLICT, "too-many-rollouts", "A workspace may have " + limit + " rollouts that are not over.");
        }
    }
}
