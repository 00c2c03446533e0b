package io.muster.provisioning.serial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.Topics;
import io.muster.kit.Ids;
import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.credential.CredentialOffice;
import io.muster.provisioning.credential.CredentialOrder;
import io.muster.provisioning.credential.IssuedCredential;
import io.muster.provisioning.credential.IssuedCredential.IssuedSecret;
import io.muster.provisioning.credential.Login;
import io.muster.provisioning.credential.Proof;
import io.muster.provisioning.credential.Succession;
import io.muster.provisioning.onboarding.Newcomer;
import io.muster.provisioning.onboarding.Reception;
import io.muster.provisioning.serial.SerialRefusal.AlreadyRegistered;
import io.muster.provisioning.serial.SerialRefusal.SerialInvalid;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Where a device registers itself by its serial. Registrations of one serial queue up on its row; the device, its key,
 * the events about both and the count of registrations are one transaction.
 */
@ApplicationScoped
public class SelfRegistration {

    private final Serials serials;
    private final Reception reception;
    private final CredentialOffice office;
    private final SerialSettings settings;
    private final Clock clock = Clock.systemUTC();

    SelfRegistration(Serials serials, Reception reception, CredentialOffice office, SerialSettings settings) {
        this.serials = serials;
        this.reception = reception;
        this.office = office;
        this.settings = settings;
    }

    /** What the device gets. */
    public record Registered(String device, String key, String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Registered[device=" + device + ", key=" + key + "]";
        }
    }

    /**
     * Lets the device in and makes a key for it.
     *
     * @param batch that the serial is signed in, or null
     */
    @WithTransaction
    public Uni<Registered> register(String serial, @Nullable SerialBatch batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return enrolIfSigned(serial, batch, now)
                .chain(() -> serials.lock(serial))
                .invoke(found -> requireValid(found, batch, now))
                .chain(found -> reception.admit(newcomer(found)).chain(admitted -> issue(
                                admitted.device(), found.terms().policy())
                        .call(() -> serials.save(
                                found.registeredAs(admitted.device().id(), now)))));
    }

    private Uni<Void> enrolIfSigned(String serial, @Nullable SerialBatch batch, Instant now) {
        return batch == null ? Uni.createFrom().voidItem() : serials.keepIfNew(Serial.signed(serial, batch, now));
    }

    private static void requireValid(@Nullable Serial serial, @Nullable SerialBatch batch, Instant now) {
        if (serial == null
                || serial.terms().areOver(now)
                || batch == null && serial.batch() != null
                || batch != null && !batch.workspace().equals(serial.workspace())) {
            throw new SerialInvalid();
        }
        if (serial.terms().policy() == SerialPolicy.REFUSE && serial.device() != null) {
            throw new AlreadyRegistered();
        }
    }

    private Newcomer newcomer(Serial serial) {
        Terms terms = serial.terms();
        return new Newcomer(
                serial.workspace(),
                serial.text(),
                terms.type() == null ? settings.defaultType() : terms.type(),
                serial.text(),
                Map.of("serialNumber", serial.text()),
                List.of("serial"),
                Map.of("serial", serial.text()),
                terms.group() == null ? List.of() : List.of(terms.group()),
                serial.batch() == null ? "serial" : "serial-batch:" + serial.batch());
    }

    private Uni<Registered> issue(KnownDevice device, SerialPolicy policy) {
        String key = Ids.next("key");
        CredentialOrder order = new CredentialOrder(
                new Proof.Secret(new Login(device.id(), key)), Optional.empty(), topics(device.id()));
        Succession succession = policy == SerialPolicy.ROTATE
                ? new Succession.OfAll(Duration.ZERO)
                : new Succession.OfNewest(settings.keysPerDevice());
        return office.issue(device, order, succession, "serial").map(issued -> registered(device, key, issued));
    }

    private static Registered registered(KnownDevice device, String key, IssuedCredential issued) {
        return new Registered(device.id(), key, ((IssuedSecret) issued).secret());
    }

    private static Topics topics(String device) {
        return new Topics(List.of("losant/" + device + "/command"), List.of("losant/" + device + "/state"));
    }
}
