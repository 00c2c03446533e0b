package io.muster.shadow.fleet;

import io.muster.kit.problem.Refusal;

/** More devices are meant than one request may mean. */
public final class FleetTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    public FleetTooLarge(int limit) {
        super(Kind.TOO_LARGE, "fleet-too-large", "No more than " + limit + " devices may be meant at once.");
    }
}
