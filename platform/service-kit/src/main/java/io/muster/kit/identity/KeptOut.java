package io.muster.kit.identity;

import io.quarkus.security.AuthenticationFailedException;

/** Why somebody does not come in who has shown a device's credential. Only the people of the device learn it. */
final class KeptOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private KeptOut(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** @param reason in one word, as brokers say it */
    static AuthenticationFailedException because(String reason, String detail) {
        return new AuthenticationFailedException(new KeptOut(reason, detail));
    }

    String reason() {
        return reason;
    }

    String detail() {
        return getMessage();
    }
}
