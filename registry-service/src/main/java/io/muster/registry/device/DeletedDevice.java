package io.muster.registry.device;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.events.DeviceSnapshot;

/**
 * A device that is no more, of which the services still keep what happened.
 *
 * @param deviceId the name it had; another device may have it now
 * @param revision of the last event of the device
 */
public record DeletedDevice(DeviceId id, String workspace, String deviceId, long revision, Instant deletedAt) {

    /** How events tell of it: no more is remembered than who it was. */
    DeviceSnapshot snapshot() {
        return new DeviceSnapshot(
                id.value(),
                workspace,
                deviceId,
                "",
                deviceId,
                null,
                DeviceStatus.INACTIVE.word(),
                false,
                Map.of(),
                List.of(),
                Map.of(),
                deletedAt,
                deletedAt);
    }
}
