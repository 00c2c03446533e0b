package io.muster.provisioning.newdevice;

import io.muster.kit.problem.Refusal;

/** Why a new device is not expected, not let in or not given credentials. */
public abstract sealed class RegistrationRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private RegistrationRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The workspace expects no such device. */
    static final class RequestUnknown extends RegistrationRefusal {
        private static final long serialVersionUID = 1L;

        RequestUnknown(String id) {
            super(Kind.NOT_FOUND, "new-device-request-not-found", "There is no new device request '" + id + "'.");
        }
    }

    /** The device is expected already. */
    static final class RequestExists extends RegistrationRefusal {
        private static final long serialVersionUID = 1L;

        RequestExists(String id) {
            super(Kind.CONFLICT, "new-device-request-exists", "There is a new device request '" + id + "' already.");
        }
    }

    /** The step is not one that leads on from where the request stands. */
    static final class StepNotAllowed extends RegistrationRefusal {
        private static final long serialVersionUID = 1L;

        StepNotAllowed(String why) {
            super(Kind.CONFLICT, "new-device-request-status", why);
        }
    }

    /** A security token is asked for that somebody has not shown. */
    static final class TokenMissing extends RegistrationRefusal {
        private static final long serialVersionUID = 1L;

        TokenMissing(String why) {
            super(Kind.CONFLICT, "security-token-missing", why);
        }
    }

    /** The token is not the one that the device has shown. */
    static final class TokenWrong extends RegistrationRefusal {
        private static final long serialVersionUID = 1L;

        TokenWrong() {
            super(Kind.CONFLICT, "security-token-wrong", "The securityToken is not the one that the device has shown.");
        }
    }

    /** As many as the workspace may have. */
    static final class LimitReached extends RegistrationRefusal {
        private static final long serialVersionUID = 1L;

        LimitReached(String what, long most) {
            super(Kind.CONFLICT, "limit-reached", "A workspace may have " + most + " " + what + ".");
        }
    }

    /** There are no credentials to fetch: not yet, not any more, or not for who asks. */
    static final class NothingToFetch extends RegistrationRefusal {
        private static final long serialVersionUID = 1L;

        NothingToFetch(String why) {
            super(Kind.NOT_FOUND, "no-credentials-yet", why);
        }
    }
}
