package io.muster.provisioning.provisioningtoken;

import io.muster.kit.problem.Refusal;

/** Why something is not done with a token. */
public abstract sealed class TokenRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private TokenRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The workspace has no such token. */
    public static final class TokenUnknown extends TokenRefusal {
        private static final long serialVersionUID = 1L;

        TokenUnknown(String id) {
            super(
                    Kind.NOT_FOUND,
                    "provisioning-token-not-found",
                    "There is no provisioning token '" + id + "' in this workspace.");
        }
    }

    /** No device waits for a word. */
    public static final class NothingPending extends TokenRefusal {
        private static final long serialVersionUID = 1L;

        NothingPending(String state) {
            super(Kind.CONFLICT, "nothing-pending", "No device waits with this token: it is " + state + ".");
        }
    }
}
