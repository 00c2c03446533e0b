package io.muster.provisioning.newdevice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.credential.CredentialOffice;
import io.muster.provisioning.credential.CredentialOrder;
import io.muster.provisioning.credential.IssuedCredential.IssuedSecret;
import io.muster.provisioning.credential.Login;
import io.muster.provisioning.credential.Permissions;
import io.muster.provisioning.credential.Proof;
import io.muster.provisioning.credential.ShownName;
import io.muster.provisioning.credential.Succession;
import io.muster.provisioning.onboarding.Admitted;
import io.muster.provisioning.onboarding.Newcomer;
import io.muster.provisioning.onboarding.Reception;
import io.smallrye.mutiny.Uni;

/** The accounts of devices that were let in. To be called in the transaction that lets them in. */
@ApplicationScoped
public class DeviceAccounts {

    private static final Succession REPLACING = new Succession.OfAll(Duration.ZERO);
    private static final Permissions ALL = new Permissions(Optional.empty(), Optional.empty());

    private final Reception reception;
    private final CredentialOffice office;
    private final RegistrationSettings settings;

    DeviceAccounts(Reception reception, CredentialOffice office, RegistrationSettings settings) {
        this.reception = reception;
        this.office = office;
        this.settings = settings;
    }

    /** Makes it a device of the platform, unless it is one. */
    Uni<KnownDevice> register(NewDeviceRequest request, String by) {
        DevicePlan plan = request.plan();
        return reception
                .admit(new Newcomer(
                        request.workspace(),
                        request.id(),
                        plan.type() == null ? settings.deviceType() : plan.type(),
                        plan.name() == null ? nameOf(request.id()) : plan.name(),
                        Map.of(),
                        List.of(),
                        plan.metadata(),
                        plan.groups(),
                        "new-device-request:" + by))
                .map(Admitted::device);
    }

    /** Gives it a password that nobody has had before; those it had are no longer good. */
    Uni<DeviceAccount> open(KnownDevice device, String by) {
        return office.issue(device, order(device, new Proof.Secret(login(device))), REPLACING, by)
                .map(issued -> new DeviceAccount(
                        device.deviceId(),
                        device.workspace(),
                        username(device.deviceId()),
                        ((IssuedSecret) issued).secret()));
    }

    /**
     * Gives it a password that somebody has chosen; those it had are no longer good. Gives the revision of the change if
     * it had any, which the brokers confirm.
     */
    public Uni<OptionalLong> open(KnownDevice device, String password, String by) {
        return office.take(device, order(device, new Proof.Password(login(device), password)), REPLACING, by);
    }

    private static CredentialOrder order(KnownDevice device, Proof proof) {
        return new CredentialOrder(proof, Optional.empty(), ALL.topics(device.workspace(), device.id()));
    }

    private static Login login(KnownDevice device) {
        return new Login(device.id(), username(device.deviceId()));
    }

    /** What a device logs in with that calls itself so. */
    public static String username(String deviceId) {
        return ShownName.ACCOUNT + deviceId;
    }

    /** The name of a device of which nobody has said one: its id, which may be longer than a name. */
    public String nameOf(String id) {
        return id.length() <= settings.maxNameLength() ? id : id.substring(0, settings.maxNameLength());
    }
}
