package io.muster.provisioning.credential;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.password.PasswordHashes;
import io.muster.provisioning.credential.ChosenPasswords.Waiting;
import io.muster.provisioning.turns.Turns;
import io.smallrye.mutiny.Uni;

/**
 * Makes Argon2id of the passwords that people chose, behind the answers that took them: of thousands in one file nobody
 * could wait for it. It is made of the keyed hash, so nothing that could be read has to wait for it.
 */
@ApplicationScoped
public class PasswordHardening {

    /** Many times what one hash takes. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final ChosenPasswords waiting;
    private final PasswordHashes hashes;
    private final CredentialLedger ledger;
    private final Turns turns;
    private final AtomicInteger urgent = new AtomicInteger();

    PasswordHardening(ChosenPasswords waiting, PasswordHashes hashes, CredentialLedger ledger, Turns turns) {
        this.waiting = waiting;
        this.hashes = hashes;
        this.ledger = ledger;
        this.turns = turns;
    }

    /** The work, before which no password is hardened: who waits for an answer needs the processor more. */
    public <T> Uni<T> yieldTo(Uni<T> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    urgent.incrementAndGet();
                    return work;
                })
                .eventually(urgent::decrementAndGet);
    }

    /** Whether no such work goes on. */
    public boolean mayGoOn() {
        return urgent.get() == 0;
    }

    /** Hardens the one that waits longest; false if none waits, or all have to wait. */
    public Uni<Boolean> hardenNext() {
        if (urgent.get() > 0) {
            return Uni.createFrom().item(false);
        }
        return waiting.claim(CLAIM)
                .chain(next -> next == null
                        ? Uni.createFrom().item(false)
                        : harden(next).replaceWith(true));
    }

    private Uni<Void> harden(Waiting next) {
        return hashes.hash(next.keyed())
                .chain(hash -> turns.take(() -> ledger.harden(next, PasswordHashes.CHOSEN + hash)));
    }
}
