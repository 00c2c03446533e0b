package io.muster.telemetry.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import org.jboss.logging.Logger;

/** What goes on by itself: waiting messages are looked at, partitions made ahead, old things forgotten. */
@ApplicationScoped
class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final Ingest ingest;
    private final Housekeeping housekeeping;
    private final IngestLimits limits;
    private final Clock clock = Clock.systemUTC();
    private final List<Cancellable> running = new CopyOnWriteArrayList<>();

    Upkeep(Ingest ingest, Housekeeping housekeeping, IngestLimits limits) {
        this.ingest = ingest;
        this.housekeeping = housekeeping;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        repeat("early messages", limits.earlyPoll(), ingest::takeEarly);
        repeat("partitions", limits.upkeepInterval(), this::makeDays);
        repeat("old messages", limits.upkeepInterval(), this::forget);
    }

    void stop(@Observes ShutdownEvent event) {
        running.forEach(Cancellable::cancel);
    }

    private Uni<Void> makeDays() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return housekeeping.makeDays(today, today.plusDays(limits.daysAhead()));
    }

    private Uni<Void> forget() {
        Instant now = clock.instant();
        return housekeeping.forget(now.minus(limits.messageIdAge()), now.minus(limits.rejectedAge()));
    }

    /** At once and then at every interval; a round that takes longer than the interval lets the next ones go by. */
    private void repeat(String work, Duration interval, Supplier<Uni<? extends Void>> round) {
        running.add(Multi.createFrom()
                .ticks()
                .every(interval)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> Uni.createFrom()
                        .deferred(round)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "upkeep failed, will be tried again work=%s reason=%s", work, failure.toString()))
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(done -> {}));
    }
}
