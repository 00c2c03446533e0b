package io.muster.shadow.document;

import io.muster.kit.problem.Refusal;

/** A side of the shadow would hold more than it may. */
public final class StateTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    private StateTooLarge(String side, int most, String unit) {
        super(Kind.TOO_LARGE, "state-too-large", side + " would be larger than " + most + " " + unit + ".");
    }

    static StateTooLarge inBytes(String side, int most) {
        return new StateTooLarge(side, most, "bytes");
    }

    static StateTooLarge inKeys(String side, int most) {
        return new StateTooLarge(side, most, "keys");
    }
}
