package io.muster.shadow.history;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;

import io.muster.kit.Rounds;
import io.muster.shadow.document.ShadowLimits;
import io.smallrye.mutiny.Uni;

/** Lets go of versions that have been kept for long enough. */
@ApplicationScoped
class Forgetting {

    private final Versions versions;
    private final ShadowLimits limits;
    private final HistorySettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Rounds rounds = new Rounds();

    Forgetting(Versions versions, ShadowLimits limits, HistorySettings settings) {
        this.versions = versions;
        this.limits = limits;
        this.settings = settings;
    }

    void start(@Observes Startup event) {
        rounds.repeat("forgetting versions", settings.interval(), this::forgetAll);
    }

    void stop(@Observes Shutdown event) {
        rounds.stop();
    }

    private Uni<Void> forgetAll() {
        return Uni.createFrom()
                .deferred(() -> versions.forget(clock.instant().minus(limits.history()), settings.shadowsAtOnce()))
                .repeat()
                .whilst(forgotten -> forgotten > 0)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
