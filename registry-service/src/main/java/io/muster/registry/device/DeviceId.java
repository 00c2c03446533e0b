package io.muster.registry.device;

import io.muster.kit.Ids;

/** The {@code id} that the platform gives a device: global, never used again, and the one in topics and events. */
public record DeviceId(String value) {

    /** An id that no device has yet; later ones sort after earlier ones. */
    static DeviceId next() {
        return new DeviceId(Ids.next("dev"));
    }

    @Override
    public String toString() {
        return value;
    }
}
