package io.muster.command.postgres;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.command.rollout.RolloutConductor;
import io.muster.command.rollout.RolloutSettings;
import io.muster.kit.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/** Lets the conductor look by the clock, one rollout after the other until none is left whose time has come. */
@ApplicationScoped
class RolloutLoop {

    private final RolloutSettings settings;
    private final WorkLoop looks;
    private final WorkLoop removal;

    RolloutLoop(Vertx vertx, RolloutConductor conductor, RolloutSettings settings) {
        this.settings = settings;
        this.looks = new WorkLoop(vertx, "looking at rollouts", () -> conductor
                .round()
                .map(found -> found ? Optional.of(Duration.ZERO) : Optional.empty()));
        this.removal = new WorkLoop(vertx, "removing rollouts that are over", () -> conductor
                .forget()
                .replaceWith(Optional.empty()));
    }

    void start(@Observes StartupEvent event) {
        looks.every(settings.lookInterval());
        removal.every(settings.removalInterval());
    }

    void stop(@Observes ShutdownEvent event) {
        looks.stop();
        removal.stop();
    }
}
