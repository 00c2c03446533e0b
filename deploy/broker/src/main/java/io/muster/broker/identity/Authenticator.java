package io.muster.broker.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.muster.broker.identity.Admission.Admitted;
import io.muster.broker.identity.Admission.Refused;
import io.muster.events.rights.ServiceAccount;

/** Decides who a client is, from the broker's own tables alone. */
public final class Authenticator {

    private final Map<ServiceAccount, String> servicePasswords;
    private final Roster roster;
    private final DeviceTokens tokens;
    private final DeviceSecrets secrets;
    private final Waits provenWaits;
    private final Waits unprovenWaits;
    private final Reasons reasons;

    /**
     * @param provenWaits for clients whose evidence the platform has signed
     * @param unprovenWaits for all others: apart, so that a flood of guesses cannot keep a new device out
     */
    public Authenticator(
            Map<ServiceAccount, String> servicePasswords,
            Roster roster,
            DeviceTokens tokens,
            DeviceSecrets secrets,
            Waits provenWaits,
            Waits unprovenWaits) {
        this.servicePasswords = Map.copyOf(servicePasswords);
        this.roster = roster;
        this.tokens = tokens;
        this.secrets = secrets;
        this.provenWaits = provenWaits;
        this.unprovenWaits = unprovenWaits;
        this.reasons = new Reasons(roster, tokens);
    }

    /** May block for the configured time, if the client may be newer than what the broker has heard. */
    public Admission admit(Presented presented) {
        return Optional.ofNullable(presented.username())
                .flatMap(ServiceAccount::named)
                .map(account -> service(account, presented))
                .orElseGet(() -> device(presented));
    }

    private Admission service(ServiceAccount account, Presented presented) {
        String password = servicePasswords.get(account);
        if (password == null
                || presented.password() == null
                || !MessageDigest.isEqual(bytes(password), bytes(presented.password()))) {
            return new Refused("wrong-password", "The password of the service is wrong.");
        }
        return isDeviceId(presented.clientId())
                ? new Refused("client-id-of-a-device", "A service bears a device's client id.")
                : new Admitted(new Client.Service(account, presented.clientId()));
    }

    private Admission device(Presented said) {
        List<Evidence> evidence = evidence(named(said));
        if (evidence.isEmpty()) {
            return reasons.ofEvidence(named(said));
        }
        return identify(evidence, said)
                .or(() -> identifyLater(evidence, said))
                .map(this::unlessObjected)
                .orElseGet(() -> reasons.notListed(named(said), evidence));
    }

    private Admission unlessObjected(Client.Device device) {
        return objection(device).<Admission>map(refused -> refused).orElse(new Admitted(device));
    }

    /** Why this device may not be connected with this credential any longer; empty if it may. */
    public Optional<Refused> objection(Client.Device device) {
        return roster.objection(device).map(objection -> reasons.of(objection, device));
    }

    /** To be asked anew after each wait: the name may be as new as the credential. */
    private Presented named(Presented said) {
        return said.under(roster.clientId(said.username(), said.clientId()));
    }

    private List<Evidence> evidence(Presented presented) {
        List<Evidence> evidence = new ArrayList<>();
        presented
                .certificate()
                .flatMap(certificate -> DeviceCertificates.verify(certificate, presented.clientId()))
                .ifPresent(evidence::add);
        String username = presented.username();
        String password = presented.password();
        if (username != null && password != null) {
            if (DeviceTokens.looksLikeToken(password)) {
                tokens.verify(password, presented.clientId()).ifPresent(evidence::add);
            } else {
                secrets.verify(password).ifPresent(evidence::add);
            }
        }
        return evidence;
    }

    private Optional<Client.Device> identify(List<Evidence> evidence, Presented said) {
        Presented presented = named(said);
        return evidence.stream()
                .flatMap(shown -> roster.identify(shown, presented.clientId(), presented.username()).stream())
                .findFirst();
    }

    private Optional<Client.Device> identifyLater(List<Evidence> evidence, Presented said) {
        boolean listed = roster.lists(named(said).clientId());
        List<Evidence> fresh = evidence.stream()
                .filter(shown -> shown.fresh() || !shown.proven() && !listed)
                .toList();
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        Waits waits = fresh.stream().anyMatch(Evidence::proven) ? provenWaits : unprovenWaits;
        return waits.await(() -> identify(fresh, said));
    }

    private static boolean isDeviceId(String clientId) {
        return clientId.startsWith("dev_");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
