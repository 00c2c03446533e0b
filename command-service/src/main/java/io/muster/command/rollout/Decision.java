package io.muster.command.rollout;

import java.util.List;

/** What comes next: what has to be done, and where the rollout stands then. */
record Decision(RolloutState state, List<Act> acts) {

    Decision {
        acts = List.copyOf(acts);
    }
}
