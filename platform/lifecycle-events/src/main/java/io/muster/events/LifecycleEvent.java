package io.muster.events;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that has happened and that other services may want to know: one record on one of the {@link Topic}s. */
public sealed interface LifecycleEvent
        permits DeviceEvent,
                GroupEvent,
                MembershipEvent,
                DeviceOnboarded,
                CredentialEvent,
                AccessEvent,
                ConnectivityEvent,
                CommandEvent,
                CommandsDelivered,
                ShadowEvent,
                StateReported,
                DevicePurged {

    /** The workspace in which it happened. */
    String workspace();

    /** Whom it is about: the {@code id} of a device, of a group for group events, a broker's name for deliveries. */
    String subject();

    /** Grows with every event of the same key; a consumer that knows a higher one ignores this event. */
    long revision();

    /** Where it is said. */
    Topic topic();

    /** Whether its key is not in use after it: a tombstone follows, so that compaction forgets the key. */
    default boolean endsKey() {
        return false;
    }

    /** The record's key. */
    default String key() {
        return subject();
    }

    /** The event of each key that is as good as all of them: the one of the highest revision, of equals the last. */
    static <E extends LifecycleEvent> Collection<E> newest(Iterable<E> events) {
        Map<String, E> newest = new LinkedHashMap<>();
        events.forEach(event ->
                newest.merge(event.key(), event, (one, other) -> one.revision() > other.revision() ? one : other));
        return newest.values();
    }
}
