package io.muster.telemetry.live;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.kit.Rounds;
import io.muster.kit.problem.Refusal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Feeds all listeners of this replica from what is stored, whichever replica stored it: one look at Postgres for all of
 * them, none while nobody listens.
 */
@ApplicationScoped
public class LiveFeed {

    private final Arrivals arrivals;
    private final LiveLimits limits;
    private final Clock clock = Clock.systemUTC();
    private final Rounds rounds = new Rounds();
    private final BroadcastProcessor<LiveReading> readings = BroadcastProcessor.create();
    private final Map<Object, Audience> listeners = new ConcurrentHashMap<>();
    private volatile @Nullable Tail tail;

    LiveFeed(Arrivals arrivals, LiveLimits limits) {
        this.arrivals = arrivals;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        rounds.repeat("live readings", limits.poll(), this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /**
     * Readings as they are stored, each at least once. Fails with a {@link
     * io.smallrye.mutiny.subscription.BackPressureFailure} when more wait for the listener than may.
     *
     * @param lastEventId what the listener has heard last; null or any other text if it has not heard anything
     */
    public Multi<LiveReading> listen(Audience audience, @Nullable String lastEventId) {
        if (listeners.size() >= limits.maxListeners()) {
            throw new TooManyListeners();
        }
        Object listener = new Object();
        Multi<LiveReading> live = readings.filter(audience::wants).onOverflow().buffer(limits.buffer());
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(live, missed(audience, lastEventId))
                .onSubscription()
                .invoke(() -> listeners.put(listener, audience))
                .onTermination()
                .invoke(() -> listeners.remove(listener));
    }

    private Multi<LiveReading> missed(Audience audience, @Nullable String lastEventId) {
        Optional<Instant> last = lastEventId == null ? Optional.empty() : LiveReading.receivedAt(lastEventId);
        if (last.isEmpty()) {
            return Multi.createFrom().empty();
        }
        Instant now = clock.instant();
        Instant earliest = now.minus(limits.resume());
        if (last.get().isAfter(now)) {
            return Multi.createFrom().empty();
        }
        Instant since = last.get().isBefore(earliest) ? earliest : last.get().minus(limits.patience());
        Tail past = new Tail(since, limits.patience());
        return Multi.createBy()
                .repeating()
                .uni(() -> part(audience, past, now))
                .whilst(Part::isFollowed)
                .onItem()
                .transformToMultiAndConcatenate(part -> Multi.createFrom().iterable(part.readings()))
                .filter(heard -> audience.wants(heard) && !heard.eventId().equals(lastEventId));
    }

    /** The next of what came up to this moment. */
    private Uni<Part> part(Audience audience, Tail past, Instant now) {
        return find(audience, past.from(), now).map(found -> {
            boolean isFollowed = found.size() == limits.batchSize();
            return new Part(past.take(found, !isFollowed, now), isFollowed);
        });
    }

    private Uni<List<LiveReading>> find(Audience audience, Instant since, Instant now) {
        @Nullable String device = audience.device();
        return device == null
                ? find(Set.of(audience.workspace()), since, now)
                : arrivals.ofDevice(
                        audience.workspace(), device, since, now.minus(limits.maxAge()), limits.batchSize());
    }

    private record Part(List<LiveReading> readings, boolean isFollowed) {}

    private Uni<Void> look() {
        if (listeners.isEmpty()) {
            tail = null;
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        Tail current = tail == null ? new Tail(now.minus(limits.poll()), limits.patience()) : tail;
        tail = current;
        Set<String> workspaces =
                listeners.values().stream().map(Audience::workspace).collect(Collectors.toSet());
        return find(workspaces, current.from(), now)
                .invoke(found -> current.take(found, found.size() < limits.batchSize(), now)
                        .forEach(readings::onNext))
                .replaceWithVoid();
    }

    private Uni<List<LiveReading>> find(Set<String> workspaces, Instant since, Instant now) {
        return arrivals.since(workspaces, since, now.minus(limits.maxAge()), limits.batchSize());
    }

    private static final class TooManyListeners extends Refusal {
        private static final long serialVersionUID = 1L;

        TooManyListeners() {
            super(Kind.UNAVAILABLE, "too-many-listeners", "Too many listen already; try again later.");
        }
    }
}
