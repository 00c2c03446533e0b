package io.muster.kit.live;

import io.muster.kit.problem.Refusal;

/** One more listener would be too many for this replica. */
public final class TooManyListeners extends Refusal {

    private static final long serialVersionUID = 1L;

    public TooManyListeners() {
        super(Kind.UNAVAILABLE, "too-many-listeners", "Too many listen already; try again later.");
    }
}
