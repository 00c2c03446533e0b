package io.muster.provisioning.serial;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.json.CleanText;
import io.muster.provisioning.serial.SelfRegistration.Registered;
import io.muster.provisioning.serial.SerialRefusal.SerialInvalid;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Looks at what a stranger calls its serial, outside of any transaction. */
@ApplicationScoped
public class SerialGate {

    private final SerialBatches batches;
    private final SelfRegistration registration;
    private final SerialSettings settings;

    SerialGate(SerialBatches batches, SelfRegistration registration, SerialSettings settings) {
        this.batches = batches;
        this.registration = registration;
        this.settings = settings;
    }

    /**
     * Registers the device.
     *
     * @param shown an enrolled serial, or a signed one
     */
    public Uni<Registered> register(String shown) {
        if (!CleanText.isLine(shown)) {
            throw new SerialInvalid();
        }
        return SignedSerial.parse(shown)
                .map(signed -> batches.find(signed.batch()).chain(batch -> registerSigned(signed, batch)))
                .orElseGet(() -> register(shown, null));
    }

    private Uni<Registered> registerSigned(SignedSerial signed, @Nullable SerialBatch batch) {
        if (batch == null || !signed.isSignedIn(batch)) {
            throw new SerialInvalid();
        }
        return register(signed.serial(), batch);
    }

    private Uni<Registered> register(String serial, @Nullable SerialBatch batch) {
        if (serial.codePointCount(0, serial.length()) > settings.maxLength()) {
            throw new SerialInvalid();
        }
        return registration.register(serial, batch);
    }
}
