package io.muster.telemetry.retention;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.kit.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Lets go of what has been kept for long enough; what cannot go at the moment holds up nothing else. */
@ApplicationScoped
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    private final Past past;
    private final Retention retention;
    private final RetentionLimits limits;
    private final Clock clock = Clock.systemUTC();
    private final Rounds rounds = new Rounds();

    Forgetting(Past past, Retention retention, RetentionLimits limits) {
        this.past = past;
        this.retention = retention;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        for (Past.Kind kind : Past.Kind.values()) {
            rounds.repeat("dropping " + kind, limits.interval(), () -> drop(kind));
        }
        if (retention.shortest().compareTo(retention.longest()) < 0) {
            rounds.repeat("thinning", limits.interval(), () -> past.thin(clock.instant()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    private Uni<Void> drop(Past.Kind kind) {
        return Uni.createFrom()
                .deferred(() -> past.drop(kind, clock.instant().minus(kept(kind))))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "partition not dropped, will be tried again kind=%s reason=%s", kind, failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(limits.retry(), limits.retry())
                .expireIn(limits.interval().toMillis());
    }

    private Duration kept(Past.Kind kind) {
        return switch (kind) {
            case READINGS -> retention.longest();
            case ROLL_UPS -> limits.rollUps();
            case TRAFFIC -> limits.traffic();
        };
    }
}
