package io.muster.provisioning.enrollment;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.password.PasswordHashes;
import io.smallrye.mutiny.Uni;

/** Makes Argon2id of the passwords with which devices enroll, behind the answers that took them. */
@ApplicationScoped
public class EnrollmentHardening {

    /** Many times what one hash takes. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final EnrollmentPasswords passwords;
    private final PasswordHashes hashes;

    EnrollmentHardening(EnrollmentPasswords passwords, PasswordHashes hashes) {
        this.passwords = passwords;
        this.hashes = hashes;
    }

    /** Hardens one that waits; false if none does. */
    public Uni<Boolean> hardenNext() {
        return passwords
                .claim(CLAIM)
                .chain(next -> next == null
                        ? Uni.createFrom().item(false)
                        : harden(next).replaceWith(true));
    }

    private Uni<Void> harden(EnrollmentPassword next) {
        return hashes.hash(next.verifier()).chain(hash -> passwords.harden(next.id(), PasswordHashes.CHOSEN + hash));
    }
}
