package io.muster.shadow.document;

import io.muster.kit.problem.Refusal;

/** A side of the shadow would hold more than it may. */
public final class StateTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    StateTooLarge(String side, int maxBytes) {
        super(Kind.TOO_LARGE, "state-too-large", side + " would be larger than " + maxBytes + " bytes.");
    }
}
