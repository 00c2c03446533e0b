package io.muster.provisioning.enrollment;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.BasicLogin;
import io.muster.kit.password.PasswordHashes;
import io.muster.provisioning.authority.ProvenKey;
import io.muster.provisioning.credential.CredentialOffice;
import io.muster.provisioning.credential.CredentialRefusal.NotTrusted;
import io.muster.provisioning.credential.Enrollment;
import io.muster.provisioning.credential.IssuedCredential;
import io.muster.provisioning.credential.Succession;
import io.muster.provisioning.turns.Turns;
import io.muster.provisioning.vault.Vault;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Where a device gets its first certificate that has nothing to show but a password that is good once. */
@ApplicationScoped
public class EnrollmentDesk {

    private static final String PURPOSE = "enrollment-password";

    private final EnrollmentPasswords passwords;
    private final PasswordHashes hashes;
    private final Vault vault;
    private final KnownDevices devices;
    private final Enrollment enrollment;
    private final CredentialOffice office;
    private final Turns turns;
    private final EnrollmentPasswordSettings settings;
    private final Clock clock = Clock.systemUTC();

    EnrollmentDesk(
            EnrollmentPasswords passwords,
            PasswordHashes hashes,
            Vault vault,
            KnownDevices devices,
            Enrollment enrollment,
            CredentialOffice office,
            Turns turns,
            EnrollmentPasswordSettings settings) {
        this.passwords = passwords;
        this.hashes = hashes;
        this.vault = vault;
        this.devices = devices;
        this.enrollment = enrollment;
        this.office = office;
        this.turns = turns;
        this.settings = settings;
    }

    /** From now on the device may enroll with this password, once, and with none before it. In the caller's transaction. */
    public Uni<Void> expect(KnownDevice device, String password) {
        EnrollmentPassword kept = new EnrollmentPassword(
                Ids.next("enp"),
                device.id(),
                device.workspace(),
                device.deviceId(),
                vault.fingerprint(PURPOSE, password));
        return passwords.put(kept, clock.instant().plus(settings.life()));
    }

    /**
     * Gives the device its first certificate; the password is used up by success alone. Fails, always with the same
     * words, if it is not the device's, was used, has expired or was tried too often; nothing is noted of it, for what
     * was shown may be something else.
     *
     * @param readings by what the device calls itself, after its workspace and a {@code /} or without; what was said,
     *     in the order in which it is tried
     * @param key asked for only if the password is right; may throw, which does not use the password up
     */
    public Uni<IssuedCredential> enroll(List<BasicLogin> readings, Supplier<ProvenKey> key) {
        return Multi.createFrom()
                .iterable(readings)
                .onItem()
                .transformToUniAndConcatenate(this::shown)
                .toUni()
                .onItem()
                .ifNull()
                .failWith(NotTrusted::new)
                .chain(kept -> turns.take(() -> certify(kept, key.get())));
    }

    private Uni<@Nullable EnrollmentPassword> shown(BasicLogin login) {
        return passwords
                .tried(Optional.ofNullable(login.workspace()), login.name(), settings.maxTries())
                .chain(tried -> shown(tried, vault.fingerprint(PURPOSE, login.password())));
    }

    private Uni<@Nullable EnrollmentPassword> shown(List<EnrollmentPassword> tried, String keyed) {
        return Multi.createFrom()
                .iterable(tried)
                .select()
                .when(kept -> hashes.verifies(keyed, kept.verifier()))
                .toUni();
    }

    private Uni<IssuedCredential> certify(EnrollmentPassword kept, ProvenKey key) {
        return devices.require(kept.workspace(), kept.device())
                .chain(device -> enrollment.prepare(device, key).call(issued -> use(kept, device, issued)));
    }

    @WithTransaction
    Uni<Void> use(EnrollmentPassword kept, KnownDevice device, IssuedCredential issued) {
        return passwords
                .remove(kept.id())
                .invoke(removed -> {
                    if (!removed) {
                        throw new NotTrusted();
                    }
                })
                .chain(() -> office.enter(device, issued, new Succession.OfNone()));
    }
}
