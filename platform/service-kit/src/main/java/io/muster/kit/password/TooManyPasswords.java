package io.muster.kit.password;

import io.muster.kit.problem.Refusal;

/** More passwords are to be checked than this service can check soon. */
public final class TooManyPasswords extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyPasswords() {
        super(Kind.UNAVAILABLE, "too-many-passwords", "Too many passwords are being checked; try again later.");
    }
}
