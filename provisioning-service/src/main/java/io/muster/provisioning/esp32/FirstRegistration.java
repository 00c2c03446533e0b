package io.muster.provisioning.esp32;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.provisioning.credential.CredentialOffice;
import io.muster.provisioning.credential.CredentialOrder;
import io.muster.provisioning.credential.IssuedCredential;
import io.muster.provisioning.credential.IssuedCredential.IssuedToken;
import io.muster.provisioning.credential.Permissions;
import io.muster.provisioning.credential.Proof;
import io.muster.provisioning.esp32.AdmissionDesk.Decision;
import io.muster.provisioning.esp32.AdmissionDesk.Overtaken;
import io.muster.provisioning.esp32.Esp32Refusal.TokenInvalid;
import io.muster.provisioning.onboarding.Newcomer;
import io.muster.provisioning.onboarding.NewcomerRules;
import io.muster.provisioning.provisioningtoken.ProvisioningToken;
import io.muster.provisioning.provisioningtoken.TokenState.Used;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Where a device comes in with a one-time token. The token is looked at before the body. The JWT is made before the
 * transaction that admits the device, so that no row is locked while keys are read; it is worth nothing unless the
 * transaction succeeds.
 */
@ApplicationScoped
public class FirstRegistration {

    /** What the dialect promises. */
    public static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private static final int TRIES = 3;

    private final AdmissionDesk desk;
    private final SettingsDesk settings;
    private final KnownDevices devices;
    private final CredentialOffice office;
    private final Form form;
    private final Esp32Limits limits;
    private final Clock clock = Clock.systemUTC();

    FirstRegistration(
            AdmissionDesk desk,
            SettingsDesk settings,
            KnownDevices devices,
            CredentialOffice office,
            NewcomerRules rules,
            Esp32Limits limits) {
        this.desk = desk;
        this.settings = settings;
        this.devices = devices;
        this.office = office;
        this.form = new Form(rules, limits);
        this.limits = limits;
    }

    /**
     * Lets the device in, or says why not.
     *
     * @param shown the provisioning token; null if none was
     * @param body gives the body as maps, lists and values; asked once the token is known to be good
     */
    public Uni<Outcome> register(@Nullable String shown, Supplier<@Nullable Object> body) {
        if (shown == null) {
            throw new TokenInvalid();
        }
        return desk.look(shown).chain(token -> {
            requireUsable(token);
            Description description = form.read(body.get());
            return settings.of(token.workspace()).chain(wanted -> admit(shown, token, description, wanted));
        });
    }

    private void requireUsable(@Nullable ProvisioningToken token) {
        if (token == null || token.state() instanceof Used || token.isOver(clock.instant())) {
            throw new TokenInvalid();
        }
    }

    private Uni<Outcome> admit(String shown, ProvisioningToken token, Description description, Esp32Settings wanted) {
        Newcomer newcomer = description.newcomer(token, limits);
        return Uni.createFrom()
                .deferred(() -> devices.find(token.workspace(), description.deviceId()))
                .map(known -> known == null ? candidate(newcomer) : known)
                .chain(device -> token(device)
                        .chain(made -> desk.decide(shown, newcomer, device, made, wanted.approval())
                                .map(decision -> outcome(decision, made, wanted))))
                .onFailure(Overtaken.class)
                .retry()
                .atMost(TRIES);
    }

    private static KnownDevice candidate(Newcomer newcomer) {
        return new KnownDevice(Ids.next("dev"), newcomer.workspace(), newcomer.deviceId(), newcomer.type(), "inactive");
    }

    private Uni<IssuedCredential> token(KnownDevice device) {
        return office.prepare(
                device,
                new CredentialOrder(
                        new Proof.Token(),
                        Optional.of(TOKEN_LIFE),
                        Permissions.of(null, null).topics(device.workspace(), device.id())),
                "provisioning-token");
    }

    private static Outcome outcome(Decision decision, IssuedCredential made, Esp32Settings wanted) {
        return switch (decision) {
            case ADMITTED -> new Outcome.Approved(((IssuedToken) made).password(), wanted.configuration());
            case PENDING -> new Outcome.Pending();
            case REJECTED -> new Outcome.Rejected();
        };
    }
}
