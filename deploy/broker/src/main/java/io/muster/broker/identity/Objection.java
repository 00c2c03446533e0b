package io.muster.broker.identity;

/** Why a device may not be connected now. */
public enum Objection {
    DELETED("deleted"),
    SUSPENDED("suspended"),
    INACTIVE("inactive"),
    DEPRECATED("deprecated"),
    CREDENTIAL_REVOKED("credential-revoked"),
    CREDENTIAL_EXPIRED("credential-expired"),
    CREDENTIAL_NOT_YET_VALID("credential-not-yet-valid");

    private final String reason;

    Objection(String reason) {
        this.reason = reason;
    }

    /** As it stands in the log and in the event that ends a session. */
    public String reason() {
        return reason;
    }
}
