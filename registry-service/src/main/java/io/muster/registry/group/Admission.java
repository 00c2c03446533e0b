package io.muster.registry.group;

import io.muster.registry.device.DeviceId;

/** What became of one device that was to come into a group. */
public sealed interface Admission {

    /** The device as the caller named it. */
    String reference();

    record Added(String reference, DeviceId device) implements Admission {}

    record AlreadyThere(String reference, DeviceId device) implements Admission {}

    /** The workspace has no such device. */
    record NoSuchDevice(String reference) implements Admission {}
}
