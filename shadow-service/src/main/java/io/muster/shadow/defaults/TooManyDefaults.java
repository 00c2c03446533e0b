package io.muster.shadow.defaults;

import io.muster.kit.problem.Refusal;

/** The workspace has as many layers as it may have. */
public final class TooManyDefaults extends Refusal {

    private static final long serialVersionUID = 1L;

    public TooManyDefaults(int most) {
        super(
                Kind.CONFLICT,
                "too-many-defaults",
                "The workspace has defaults for " + most + " types and groups already.");
    }
}
