package io.muster.shadow.history;

import io.muster.kit.problem.Refusal;

/** The shadow never had the version, or it is too long ago. */
public final class VersionNotKept extends Refusal {

    private static final long serialVersionUID = 1L;

    VersionNotKept(String which) {
        super(Kind.NOT_FOUND, "version-not-kept", "No version of the shadow is kept " + which + ".");
    }
}
