package io.muster.broker.identity;

import java.util.List;
import java.util.Optional;

import io.muster.broker.identity.Admission.Refused;
import io.muster.broker.identity.CredentialTable.DeviceCredentials;
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
        if (password != null && presented.username() != null) {
            return DeviceTokens.looksLikeToken(password)
                    ? tokens.whyNot(password, presented.clientId())
                    : new Refused("wrong-password", "This broker knows no secrets.");
        }
        return presented
                .certificate()
                .map(certificate -> DeviceCertificates.commonName(certificate)
                        .map(name -> mismatch("The certificate names " + Presented.printable(name), presented))
                        .orElseGet(() -> mismatch("The certificate names no client", presented)))
                .orElseGet(() -> new Refused("no-credential", missing(presented)));
    }

    private static Refused mismatch(String fact, Presented presented) {
        return new Refused(
                "client-id-mismatch", fact + ", the client calls itself " + presented.printableClientId() + ".");
    }

    private static String missing(Presented presented) {
        if (presented.password() != null) {
            return "A password was shown, but no user name.";
        }
        return presented.username() != null
                ? "A user name was shown, but no password and no certificate."
                : "No user name was shown, and no certificate.";
    }

    /** What it has shown is in order, but none of its credentials. */
    Refused notListed(Presented presented, List<Evidence> evidence) {
        return roster.credentials(presented.clientId())
                .map(known -> withdrawn(known, evidence).orElseGet(() -> notListed(known, presented)))
                .or(() -> Optional.ofNullable(presented.username())
                        .flatMap(roster::soleNamed)
                        .map(owner -> misnamed(owner, presented)))
                .orElseGet(() -> new Refused("unknown-client", "No credential is known under this client id."));
    }

    /** The user name is a device's, but what belongs to it is not. */
    private static Refused misnamed(DeviceCredentials owner, Presented presented) {
        return owner.knowsUsername(presented.username())
                ? mismatch("The user name belongs to " + owner.clientId(), presented)
                : new Refused("wrong-workspace", "The user name is a device's of another workspace than it says.");
    }

    private Optional<Refused> withdrawn(DeviceCredentials known, List<Evidence> evidence) {
        return known.withdrawn().stream()
                .filter(credential -> evidence.stream().anyMatch(credential::isShownBy))
                .findFirst()
                .map(credential -> roster.isOver(credential.expiresAt())
                        ? new Refused(
                                "credential-expired",
                                "The credential " + credential.id() + " expired at "
                                        + EventJson.format(credential.expiresAt()) + ".")
                        : new Refused("credential-revoked", "The credential " + credential.id() + " was revoked."));
    }

    private Refused notListed(DeviceCredentials known, Presented presented) {
        if (known.credentials().isEmpty()) {
            return new Refused("credential-revoked", "No credential of the device is valid any more.");
        }
        String password = presented.password();
        if (password == null) {
            return new Refused("certificate-unknown", "The certificate is none of those listed for the device.");
        }
        if (!known.knowsUsername(presented.username())) {
            return new Refused("wrong-username", "No credential of the device goes with this user name.");
        }
        return DeviceTokens.looksLikeToken(password)
                ? tokens.whyNot(password, presented.clientId())
                : new Refused("wrong-password", "The password is wrong.");
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
