package io.muster.provisioning.credential;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.authority.ProvenKey;
import io.muster.provisioning.credential.DeviceLogins.Shown;
import io.smallrye.mutiny.Uni;

/** Devices that ask for a certificate by themselves; it gives the rights of the credential with which they ask. */
@ApplicationScoped
public class Enrollment {

    private static final Permissions ALL = new Permissions(Optional.empty(), Optional.empty());

    private final CredentialOffice office;
    private final EnrollmentSettings settings;

    Enrollment(CredentialOffice office, EnrollmentSettings settings) {
        this.office = office;
        this.settings = settings;
    }

    /** Another credential beside those that the device has. */
    public Uni<IssuedCredential> enroll(Shown shown, ProvenKey key) {
        return issue(shown, key, new Succession.OfNone());
    }

    /** The one certificate of the device in the place of those before it, after a while. */
    public Uni<IssuedCredential> renew(Shown shown, ProvenKey key) {
        return issue(shown, key, new Succession.OfKind(Kind.CERTIFICATE, settings.overlap()));
    }

    /** The first one of a device that has no other credential to show; it is worth nothing before it is entered. */
    public Uni<IssuedCredential> prepare(KnownDevice device, ProvenKey key) {
        return office.prepare(device, order(key, ALL.topics(device.workspace(), device.id())), device.id());
    }

    private Uni<IssuedCredential> issue(Shown shown, ProvenKey key, Succession succession) {
        return office.issue(
                shown.device(),
                order(key, shown.credential().topics()),
                succession,
                shown.device().id());
    }

    private CredentialOrder order(ProvenKey key, Topics topics) {
        return new CredentialOrder(new Proof.Certificate(Optional.of(key)), Optional.of(settings.life()), topics);
    }
}
