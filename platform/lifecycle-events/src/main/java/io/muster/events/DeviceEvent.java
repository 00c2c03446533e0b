package io.muster.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What happened to a device in the registry. */
public sealed interface DeviceEvent extends LifecycleEvent {

    DeviceSnapshot device();

    @Override
    default String workspace() {
        return device().workspace();
    }

    @Override
    default String subject() {
        return device().id();
    }

    @Override
    default Topic topic() {
        return Topic.DEVICE_LIFECYCLE;
    }

    record DeviceRegistered(long revision, DeviceSnapshot device) implements DeviceEvent {}

    /** @param changed what is not as it was: {@code name}, {@code info.firmware}; empty if that is not known */
    record DeviceUpdated(long revision, List<String> changed, DeviceSnapshot device) implements DeviceEvent {

        /** An event of before {@code changed} was said has none. */
        public DeviceUpdated(long revision, @Nullable List<String> changed, DeviceSnapshot device) {
            this.revision = revision;
            this.changed = changed == null ? List.of() : List.copyOf(changed);
            this.device = device;
        }

        public DeviceUpdated(long revision, DeviceSnapshot device) {
            this(revision, List.of(), device);
        }
    }

    /** @param previousStatus the status before this one */
    record DeviceStatusChanged(long revision, String previousStatus, DeviceSnapshot device) implements DeviceEvent {}

    /**
     * May be said again, of a device with no more than its names, when what was kept of it is purged later.
     *
     * @param purgeData whether every service must forget what it holds of the device, and say so in a receipt
     */
    record DeviceDeleted(long revision, boolean purgeData, DeviceSnapshot device) implements DeviceEvent {}
}
