package io.muster.shadow.live;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;

import io.muster.kit.Rounds;
import io.muster.kit.live.StreamSettings;
import io.muster.kit.live.TooManyListeners;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;

/**
 * Lets listeners follow shadows: one look at Postgres for all listeners of this replica, none while nobody listens,
 * whichever replica changes them. What changes several times between two looks is told once.
 */
@ApplicationScoped
public class LiveShadows {

    private final Sightings sightings;
    private final LiveLimits limits;
    private final StreamSettings streams;
    private final Rounds rounds = new Rounds();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    LiveShadows(Sightings sightings, LiveLimits limits, StreamSettings streams) {
        this.sightings = sightings;
        this.limits = limits;
        this.streams = streams;
    }

    void start(@Observes Startup event) {
        rounds.repeat("live shadows", limits.poll(), this::look);
    }

    void stop(@Observes Shutdown event) {
        rounds.stop();
    }

    /**
     * The shadow as it is, unless that is known or nothing was said of it yet, and then whenever it has changed, until the device is deleted. Fails
     * with a {@link io.smallrye.mutiny.subscription.BackPressureFailure} when more wait for the listener than may.
     *
     * @param known the version that the listener has heard last; 0 if it has not heard anything
     * @throws TooManyListeners if this replica has no room for one more
     */
    public Multi<Shadow> follow(ShadowId id, long known) {
        if (listeners.size() >= streams.maxListeners()) {
            throw new TooManyListeners();
        }
        return Multi.createFrom()
                .<Shadow>emitter(
                        emitter -> {
                            Listener listener = new Listener(id, known, emitter);
                            emitter.onTermination(() -> listeners.remove(listener));
                            listeners.add(listener);
                        },
                        BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(limits.buffer())
                .select()
                .first(limits.longest());
    }

    Uni<Void> look() {
        List<Listener> looking = List.copyOf(listeners);
        Set<String> devices = looking.stream().map(one -> one.id().device()).collect(Collectors.toSet());
        return devices.isEmpty()
                ? Uni.createFrom().voidItem()
                : sightings.versions(devices).chain(versions -> tell(looking, versions));
    }

    private Uni<Void> tell(List<Listener> looking, Map<ShadowId, Long> versions) {
        Set<String> there = versions.keySet().stream().map(ShadowId::device).collect(Collectors.toSet());
        looking.stream().filter(one -> !there.contains(one.id().device())).forEach(Listener::end);
        looking.forEach(one -> one.compare(versions.getOrDefault(one.id(), 0L)));
        Set<String> changed = looking.stream()
                .filter(one -> versions.getOrDefault(one.id(), 0L) > one.told())
                .map(one -> one.id().device())
                .collect(Collectors.toSet());
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : sightings
                        .of(changed)
                        .invoke(found -> found.forEach(shadow -> looking.forEach(one -> one.tell(shadow))))
                        .replaceWithVoid();
    }
}
