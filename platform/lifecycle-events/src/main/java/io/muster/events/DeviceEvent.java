package io.muster.events;

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

    record DeviceUpdated(long revision, DeviceSnapshot device) implements DeviceEvent {}

    /** @param previousStatus the status before this one */
    record DeviceStatusChanged(long revision, String previousStatus, DeviceSnapshot device) implements DeviceEvent {}

    /** @param purgeData whether every service must forget what it holds of the device, and say so in a receipt */
    record DeviceDeleted(long revision, boolean purgeData, DeviceSnapshot device) implements DeviceEvent {}
}
