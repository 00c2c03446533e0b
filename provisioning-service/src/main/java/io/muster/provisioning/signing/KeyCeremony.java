package io.muster.provisioning.signing;

import java.time.Clock;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import org.jboss.logging.Logger;

/**
 * Makes the signing keys: the first one when there is none, and each next one so long before it signs that everybody
 * who verifies tokens has it by then. Replicas agree on the one that was stored first. A master key that does not open
 * the stored key stops the start, not the first customer.
 */
@ApplicationScoped
class KeyCeremony {

    private static final Logger LOG = Logger.getLogger(KeyCeremony.class);

    private final SigningKeys keys;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();
    private Cancellable rounds = () -> {};

    KeyCeremony(SigningKeys keys, TokenSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    void begin(@Observes StartupEvent start) {
        addIfDue().chain(keys::current).await().atMost(settings.keyWait());
        rounds = Multi.createFrom()
                .ticks()
                .every(settings.keyCheck())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> addIfDue()
                        .onFailure()
                        .invoke(this::complain)
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(done -> {});
    }

    void end(@Observes ShutdownEvent shutdown) {
        rounds.cancel();
    }

    private Uni<Void> addIfDue() {
        return keys.newest().chain(newest -> {
            Instant now = clock.instant();
            if (newest == null) {
                return keys.add(SigningKey.generate(), now, null);
            }
            return isDue(newest, now)
                    ? keys.add(SigningKey.generate(), now.plus(settings.keyLead()), newest)
                    : Uni.createFrom().voidItem();
        });
    }

    private boolean isDue(Instant newest, Instant now) {
        return !now.isBefore(newest.plus(settings.keyLife()).minus(settings.keyLead()));
    }

    private void complain(Throwable failure) {
        LOG.warnf("signing keys not looked after, will be tried again reason=%s", failure.toString());
    }
}
