package io.muster.events;

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
                ShadowEvent,
                StateReported,
                DevicePurged {

    /** The workspace in which it happened. */
    String workspace();

    /** Whom it is about: the {@code id} of a device, or of a group for group events. */
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
}
