package io.muster.telemetry.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.kit.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** Lets go of what has been kept for long enough. */
@ApplicationScoped
class Forgetting {

    private final Past past;
    private final RetentionLimits limits;
    private final Clock clock = Clock.systemUTC();
    private final Rounds rounds = new Rounds();

    Forgetting(Past past, RetentionLimits limits) {
        this.past = past;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        rounds.repeat("retention", limits.interval(), this::forget);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    private Uni<Void> forget() {
        Instant now = clock.instant();
        return past.drop(Past.Kind.READINGS, now.minus(longest()))
                .chain(() -> past.drop(Past.Kind.ROLL_UPS, now.minus(limits.rollUps())))
                .chain(() -> past.drop(Past.Kind.TRAFFIC, now.minus(limits.traffic())))
                .chain(() -> limits.workspaces().isEmpty() && limits.groups().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : past.thin(now, limits.readings(), limits.workspaces(), limits.groups()));
    }

    private Duration longest() {
        return Stream.of(
                        Stream.of(limits.readings()),
                        limits.workspaces().values().stream(),
                        limits.groups().values().stream())
                .flatMap(Function.identity())
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
