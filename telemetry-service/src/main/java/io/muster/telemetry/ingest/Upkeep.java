package io.muster.telemetry.ingest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.kit.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** What goes on by itself: waiting messages are looked at, partitions made ahead, old things forgotten. */
@ApplicationScoped
class Upkeep {

    private final Ingest ingest;
    private final Housekeeping housekeeping;
    private final IngestLimits limits;
    private final Clock clock = Clock.systemUTC();
    private final Rounds rounds = new Rounds();

    Upkeep(Ingest ingest, Housekeeping housekeeping, IngestLimits limits) {
        this.ingest = ingest;
        this.housekeeping = housekeeping;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        rounds.repeat("early messages", limits.earlyPoll(), ingest::takeEarly);
        rounds.repeat("partitions", limits.upkeepInterval(), this::makeDays);
        rounds.repeat("old messages", limits.upkeepInterval(), this::forget);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    private Uni<Void> makeDays() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return housekeeping.makeDays(today, today.plusDays(limits.daysAhead()));
    }

    private Uni<Void> forget() {
        Instant now = clock.instant();
        return housekeeping.forget(now.minus(limits.messageIdAge()), now.minus(limits.rejectedAge()));
    }
}
