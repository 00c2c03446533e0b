package io.muster.command.live;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.command.execution.CommandRefusal.CommandUnknown;
import io.muster.kit.Rounds;
import io.muster.kit.live.StreamSettings;
import io.muster.kit.live.TooManyListeners;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Lets listeners follow commands and batches: one look at Postgres for all listeners of this replica, none while nobody
 * listens, whichever replica changes them. Nothing is kept for a listener that is slow: it is told the difference to what
 * it was told last.
 */
@ApplicationScoped
public class LiveFeed {

    private final Sightings sightings;
    private final LiveLimits limits;
    private final StreamSettings streams;
    private final Clock clock = Clock.systemUTC();
    private final Rounds rounds = new Rounds();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    LiveFeed(Sightings sightings, LiveLimits limits, StreamSettings streams) {
        this.sightings = sightings;
        this.limits = limits;
        this.streams = streams;
    }

    void start(@Observes StartupEvent event) {
        rounds.repeat("live commands", limits.poll(), this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** An execution or a batch; fails with {@link CommandUnknown} if the workspace has no such thing. */
    public Uni<Sighting> find(String workspace, String id) {
        return sightings.of(Set.of(id)).map(found -> found.stream()
                .filter(seen -> seen.workspace().equals(workspace))
                .findFirst()
                .orElseThrow(() -> new CommandUnknown(id)));
    }

    /**
     * What has happened to it and what happens to it, until it is finished, or gone.
     *
     * @param lastEventId what the listener has heard last; null if it has not heard anything
     */
    public Multi<LiveEvent> follow(Sighting first, @Nullable String lastEventId) {
        if (listeners.size() >= streams.maxListeners()) {
            throw new TooManyListeners();
        }
        Telling telling = new Telling(lastEventId);
        return Multi.createFrom()
                .<Sighting>emitter(
                        emitter -> {
                            Listener listener = new Listener(first.id(), emitter);
                            emitter.onTermination(() -> listeners.remove(listener));
                            listeners.add(listener);
                            listener.show(first, clock.instant(), streams.heartbeat());
                        },
                        BackPressureStrategy.LATEST)
                .select()
                .first(limits.longest())
                .onItem()
                .transformToIterable(telling::of);
    }

    private Uni<Void> look() {
        Set<String> ids = listeners.stream().map(Listener::id).collect(Collectors.toSet());
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : sightings.of(ids).invoke(found -> show(ids, found)).replaceWithVoid();
    }

    private void show(Set<String> looked, List<Sighting> found) {
        Instant now = clock.instant();
        Map<String, Sighting> byId = found.stream().collect(Collectors.toMap(Sighting::id, Function.identity()));
        listeners.stream().filter(listener -> looked.contains(listener.id())).forEach(listener -> {
            @Nullable Sighting seen = byId.get(listener.id());
            if (seen == null) {
                listener.end();
            } else {
                listener.show(seen, now, streams.heartbeat());
            }
        });
    }
}
