package io.muster.provisioning.authority;

import io.muster.kit.problem.Refusal;

/** The workspace has no such certificate authority. */
public final class AuthorityUnknown extends Refusal {

    private static final long serialVersionUID = 1L;

    AuthorityUnknown() {
        super(Kind.NOT_FOUND, "authority-not-found", "The workspace has no such certificate authority.");
    }
}
