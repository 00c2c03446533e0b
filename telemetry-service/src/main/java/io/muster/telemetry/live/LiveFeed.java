package io.muster.telemetry.live;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.kit.Rounds;
import io.muster.kit.live.StreamSettings;
import io.muster.kit.live.TooManyListeners;
import io.muster.telemetry.live.Listener.Told;
import io.muster.telemetry.live.Tail.Position;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Feeds all listeners of this replica from what is stored, whichever replica stored it: one look at Postgres for all of
 * them, none while nobody listens. A look tells what was committed since the one before it, so it does not matter in which
 * order readings came and were committed, nor how many they are.
 */
@ApplicationScoped
public class LiveFeed {

    private final Arrivals arrivals;
    private final LiveLimits limits;
    private final StreamSettings streams;
    private final Clock clock = Clock.systemUTC();
    private final Rounds rounds = new Rounds();
    private final BroadcastProcessor<Told> readings = BroadcastProcessor.create();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private Tail tail = new Tail();
    private long looks;

    LiveFeed(Arrivals arrivals, LiveLimits limits, StreamSettings streams) {
        this.arrivals = arrivals;
        this.limits = limits;
        this.streams = streams;
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
     * @param lastEventId what the listener has heard last; null or empty if it has not heard anything
     */
    public Multi<LiveEvent> listen(Audience audience, @Nullable String lastEventId) {
        if (listeners.size() >= streams.maxListeners()) {
            throw new TooManyListeners();
        }
        Listener listener = new Listener(audience, Start.of(lastEventId, clock.instant(), limits));
        Multi<Told> live = readings.filter(listener::wants).onOverflow().buffer(limits.buffer());
        Multi<LiveEvent> heard = Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(live, missed(listener))
                .onSubscription()
                .invoke(() -> register(listener))
                .onTermination()
                .invoke(() -> listeners.remove(listener))
                .invoke(listener::note)
                .filter(told -> told.reading() != null)
                .map(listener::event);
        LiveEvent.@Nullable Skipped skipped = listener.start().skipped();
        return skipped == null
                ? heard
                : Multi.createBy().concatenating().streams(Multi.createFrom().item(skipped), heard);
    }

    private synchronized void register(Listener listener) {
        listeners.add(listener);
    }

    /** All that was stored up to the look at which the listener joins, and that it has not heard. */
    private Multi<Told> missed(Listener listener) {
        Multi<Told> past = Uni.createFrom()
                .deferred(() -> tail().position())
                .invoke(position -> listener.join(position.look()))
                .onItem()
                .transformToMulti(position -> find(listener, position.horizon()))
                .onItem()
                .transformToMultiAndConcatenate(part -> Multi.createFrom().iterable(part))
                .filter(listener::hasNotHeard)
                .map(listener::missed);
        return Multi.createBy().concatenating().streams(past, Multi.createFrom().item(Told.ALL_OF_THE_PAST));
    }

    private Multi<List<LiveReading>> find(Listener listener, Horizon until) {
        Audience audience = listener.audience();
        Start start = listener.start();
        Stretch stretch = new Stretch(
                start.after(), until, start.receivedAfter(), clock.instant().minus(limits.maxAge()));
        @Nullable String device = audience.device();
        return device == null
                ? arrivals.ofWorkspaces(Set.of(audience.workspace()), stretch, limits.batchSize())
                : arrivals.ofDevice(audience.workspace(), device, stretch, limits.batchSize());
    }

    private synchronized Tail tail() {
        return tail;
    }

    private Uni<Void> look() {
        @Nullable Tail current = wantedTail();
        Instant now = clock.instant();
        return current == null
                ? Uni.createFrom().voidItem()
                : arrivals.horizon().chain(horizon -> look(current, horizon, now));
    }

    /** Null, and a new one for whoever comes next, if nobody listens. */
    private synchronized @Nullable Tail wantedTail() {
        if (!listeners.isEmpty()) {
            return tail;
        }
        tail = tail.told() == null ? tail : new Tail();
        return null;
    }

    private Uni<Void> look(Tail current, Horizon horizon, Instant now) {
        Instant next = now.minus(limits.patience());
        @Nullable Horizon told = current.told();
        Look look = begin(current, horizon);
        if (told == null) {
            current.toldAll(horizon, next);
            return Uni.createFrom().voidItem();
        }
        Stretch stretch = new Stretch(told, horizon, current.from(), now.minus(limits.maxAge()));
        return arrivals.ofWorkspaces(look.workspaces(), stretch, limits.batchSize())
                .invoke(part ->
                        part.forEach(reading -> readings.onNext(new Told(look.number(), told.ended(), reading))))
                .collect()
                .last()
                .invoke(() -> current.toldAll(horizon, next))
                .replaceWithVoid();
    }

    /** Who registers from now on finds what this look tells in its past; for all others it is told. */
    private synchronized Look begin(Tail current, Horizon horizon) {
        looks++;
        current.moveOn(new Position(looks, horizon));
        return new Look(
                looks,
                listeners.stream()
                        .map(listener -> listener.audience().workspace())
                        .collect(Collectors.toSet()));
    }

    private record Look(long number, Set<String> workspaces) {}
}
