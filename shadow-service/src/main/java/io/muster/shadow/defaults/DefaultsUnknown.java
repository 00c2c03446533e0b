package io.muster.shadow.defaults;

import io.muster.kit.problem.Refusal;

/** There are no such defaults. */
final class DefaultsUnknown extends Refusal {

    private static final long serialVersionUID = 1L;

    DefaultsUnknown() {
        super(Kind.NOT_FOUND, "shadow-defaults-not-found", "There are no such defaults.");
    }
}
