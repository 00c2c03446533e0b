package io.muster.provisioning.postgres;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.provisioning.credential.PasswordHardening;
import io.muster.provisioning.enrollment.EnrollmentHardening;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Works off the passwords that wait to be hardened, one after the other, so that requests keep a processor. */
@ApplicationScoped
class HardeningLoop {

    private static final Logger LOG = Logger.getLogger(HardeningLoop.class);

    private final Vertx vertx;
    private final PasswordHardening hardening;
    private final EnrollmentHardening enrollment;
    private final Duration interval;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopped;

    /** @param interval how often to look whether passwords wait */
    HardeningLoop(
            Vertx vertx,
            PasswordHardening hardening,
            EnrollmentHardening enrollment,
            @ConfigProperty(name = "muster.provisioning.password.hardening-interval", defaultValue = "1s")
                    Duration interval) {
        this.vertx = vertx;
        this.hardening = hardening;
        this.enrollment = enrollment;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(interval.toMillis(), timer -> round());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void round() {
        if (stopped || !busy.compareAndSet(false, true)) {
            return;
        }
        hardenNext()
                .repeat()
                .whilst(more -> more && !stopped)
                .collect()
                .last()
                .subscribe()
                .with(done -> busy.set(false), this::failed);
    }

    /** Those with which devices log in come first: the others are used once. */
    private Uni<Boolean> hardenNext() {
        return hardening
                .hardenNext()
                .chain(more -> more || !hardening.mayGoOn() ? Uni.createFrom().item(more) : enrollment.hardenNext());
    }

    /** The next round tries again; what is claimed comes back by itself. */
    private void failed(Throwable failure) {
        busy.set(false);
        if (!stopped) {
            LOG.warnf("password not hardened, will be tried again reason=%s", failure.toString());
        }
    }
}
