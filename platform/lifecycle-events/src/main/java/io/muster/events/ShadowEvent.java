package io.muster.events;

import java.time.Instant;

/** A shadow moved. */
public sealed interface ShadowEvent extends LifecycleEvent {

    /** The {@code id} of the device. */
    String device();

    /** Whether desired still has something that reported has not. */
    boolean pending();

    Instant at();

    @Override
    default String subject() {
        return device();
    }

    @Override
    default Topic topic() {
        return Topic.SHADOW_LIFECYCLE;
    }

    record DesiredChanged(long revision, String workspace, String device, boolean pending, Instant at)
            implements ShadowEvent {}

    record ShadowConverged(long revision, String workspace, String device, boolean pending, Instant at)
            implements ShadowEvent {}
}
