package io.muster.registry.search;

import io.muster.registry.connection.Connection;
import io.muster.registry.credential.DeviceCredential;
import io.muster.registry.device.Device;
import org.jspecify.annotations.Nullable;

/**
 * A device with what the broker and the provisioning service say of it.
 *
 * @param credential the newest one; null if it has none
 */
public record DeviceCard(Device device, @Nullable DeviceCredential credential, Connection connection) {

    /** Of a device that has just been registered. */
    public static DeviceCard fresh(Device device) {
        return new DeviceCard(device, null, Connection.NONE);
    }
}
