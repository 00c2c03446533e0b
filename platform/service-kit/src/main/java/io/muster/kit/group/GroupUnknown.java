package io.muster.kit.group;

import io.muster.kit.problem.Refusal;

/** The workspace has no such group, also not after waiting for news of it. */
public final class GroupUnknown extends Refusal {

    private static final long serialVersionUID = 1L;

    GroupUnknown(String id) {
        super(Kind.NOT_FOUND, "group-not-found", "There is no group '" + id + "' in this workspace.");
    }
}
