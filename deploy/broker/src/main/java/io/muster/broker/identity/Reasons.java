package io.muster.broker.identity;

import io.muster.broker.identity.Admission.Refused;
import io.muster.events.EventJson;

/** Says why a client was refused, as exactly as the broker knows. */
final class Reasons {

    private final Roster roster;
    private final DeviceTokens tokens;

    Reasons(Roster roster, DeviceTokens tokens) {
        this.roster = roster;
        this.tokens = tokens;
    }

    /** What it has shown proves nothing at all. */
    Refused ofEvidence(Presented presented) {
        String password = presented.password();
        if (password != null && presented.username() != null && !DeviceTokens.looksLikeToken(password)) {
            return new Refused("wrong-password", "This broker knows no secrets.");
        }
        if (password != null && presented.username() != null) {
            return tokens.whyNot(password, presented.clientId());
        }
        return presented.certificate().isPresent()
                ? new Refused("client-id-mismatch", "The certificate names another client.")
                : new Refused("no-credential", "Neither a user name and password nor a certificate was shown.");
    }

    /** What it has shown is in order, but none of its credentials. */
    Refused notListed(Presented presented) {
        if (!roster.lists(presented.clientId())) {
            return new Refused("unknown-client", "No credential is known under this client id.");
        }
        String password = presented.password();
        if (password != null && DeviceTokens.looksLikeToken(password)) {
            return tokens.whyNot(password, presented.clientId());
        }
        return password == null
                ? new Refused("certificate-unknown", "The certificate is none of the device's, or was revoked.")
                : new Refused("wrong-password", "The user name or the password is wrong.");
    }

    Refused of(Objection objection, Client.Device device) {
        String detail =
                switch (objection) {
                    case CREDENTIAL_EXPIRED ->
                        "The credential expired at "
                                + roster.validity(device)
                                        .map(until -> EventJson.format(until.end()))
                                        .orElse("an unknown time")
                                + ".";
                    case CREDENTIAL_NOT_YET_VALID ->
                        "The credential is valid from "
                                + roster.validity(device)
                                        .map(from -> EventJson.format(from.begin()))
                                        .orElse("an unknown time")
                                + " on.";
                    case CREDENTIAL_REVOKED -> "The credential was revoked.";
                    case DELETED -> "The device was deleted.";
                    case SUSPENDED, INACTIVE, DEPRECATED -> "The device is " + objection.reason() + ".";
                };
        return new Refused(objection.reason(), detail);
    }
}
