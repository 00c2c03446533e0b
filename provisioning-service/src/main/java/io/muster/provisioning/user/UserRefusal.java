package io.muster.provisioning.user;

import io.muster.kit.problem.Refusal;

/** Why a user is not added, or not found. */
public abstract sealed class UserRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private UserRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The workspace has a user of this name; its password is not changed. */
    static final class UserExists extends UserRefusal {
        private static final long serialVersionUID = 1L;

        UserExists(String name) {
            super(Kind.CONFLICT, "user-exists", "There is a user '" + name + "' already.");
        }
    }

    /** The workspace has as many users as it may have. */
    static final class TooManyUsers extends UserRefusal {
        private static final long serialVersionUID = 1L;

        TooManyUsers(int most) {
            super(Kind.CONFLICT, "too-many-users", "A workspace may have " + most + " users.");
        }
    }

    /** The workspace has no such user. */
    static final class UserUnknown extends UserRefusal {
        private static final long serialVersionUID = 1L;

        UserUnknown(String name) {
            super(Kind.NOT_FOUND, "user-not-found", "There is no user '" + name + "' in this workspace.");
        }
    }
}
