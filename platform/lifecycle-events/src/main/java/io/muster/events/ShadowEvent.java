package io.muster.events;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A shadow moved. Each shadow of a device has revisions of its own: they are its versions. */
public sealed interface ShadowEvent extends LifecycleEvent {

    /** The {@code id} of the device. */
    String device();

    /** Which of its shadows; null for the device's own one. */
    @Nullable
    String name();

    /** Whether the device still has something to take over. */
    boolean pending();

    Instant at();

    @Override
    default String subject() {
        return device();
    }

    @Override
    default String key() {
        return name() == null ? device() : device() + "/" + name();
    }

    @Override
    default Topic topic() {
        return Topic.SHADOW_LIFECYCLE;
    }

    /**
     * Something else is desired of the device.
     *
     * @param actor who desires it; null if nobody in particular
     */
    record DesiredChanged(
            long revision,
            String workspace,
            String device,
            @Nullable String name,
            boolean pending,
            @Nullable String actor,
            Instant at)
            implements ShadowEvent {

        /** Of the device's own shadow. */
        public DesiredChanged(long revision, String workspace, String device, boolean pending, Instant at) {
            this(revision, workspace, device, null, pending, null, at);
        }
    }

    /** The device has taken over all that it was asked for. */
    record ShadowConverged(
            long revision, String workspace, String device, @Nullable String name, boolean pending, Instant at)
            implements ShadowEvent {

        /** Of the device's own shadow. */
        public ShadowConverged(long revision, String workspace, String device, boolean pending, Instant at) {
            this(revision, workspace, device, null, pending, at);
        }
    }

    /** The device says that it is something else again than what is desired. */
    record ShadowDiverged(
            long revision, String workspace, String device, @Nullable String name, boolean pending, Instant at)
            implements ShadowEvent {}

    /**
     * The device will not do something of what is desired.
     *
     * @param rejected all that it will not do at the moment: reasons by the names of keys
     */
    record DesiredRejected(
            long revision,
            String workspace,
            String device,
            @Nullable String name,
            boolean pending,
            Map<String, String> rejected,
            Instant at)
            implements ShadowEvent {}

    /** Somebody said in the device's place what it is. */
    record ReportedCorrected(
            long revision,
            String workspace,
            String device,
            @Nullable String name,
            boolean pending,
            String actor,
            Instant at)
            implements ShadowEvent {}
}
