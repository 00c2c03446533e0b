package io.muster.provisioning.secret;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.password.KeyedHash;
import io.muster.kit.password.MachineSecrets;

/** The secrets that devices get, and what is kept of them. */
@ApplicationScoped
public class Secrets {

    private static final String PROPERTY = "muster.provisioning.secret-key";

    private final KeyedHash key;
    private final MachineSecrets machine;

    Secrets(SecretSettings settings) {
        this.key = new KeyedHash(PROPERTY, settings.secretKey());
        this.machine = new MachineSecrets(key);
    }

    public String make(Instant now) {
        return machine.make(now);
    }

    /** What is kept of it; see {@link io.muster.events.CredentialEvent.Credential#verifier()}. */
    public String verifier(String secret) {
        return key.verifier(secret);
    }
}
