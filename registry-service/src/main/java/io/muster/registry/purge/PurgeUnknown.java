package io.muster.registry.purge;

import io.muster.kit.problem.Refusal;

/** No device of this name was deleted in the workspace, or it is too long ago. */
public final class PurgeUnknown extends Refusal {
    private static final long serialVersionUID = 1L;

    public PurgeUnknown(String reference) {
        super(
                Kind.NOT_FOUND,
                "purge-not-found",
                "No device '" + reference + "' is known to have been deleted in this workspace.");
    }
}
