package io.muster.registry.device;

import java.time.Instant;
import java.util.Map;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DeviceEvent.DeviceUpdated;
import io.muster.events.DeviceSnapshot;

/**
 * A device of a workspace.
 *
 * @param deviceId the name the user gave it, unique in the workspace
 * @param provisioned whether it ever had credentials
 * @param revision grows with every change
 */
public record Device(
        DeviceId id,
        String workspace,
        String deviceId,
        DeviceProfile profile,
        DeviceStatus status,
        boolean provisioned,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    /** A device nobody has heard of: inactive until it has credentials. */
    public static Device registered(DeviceId id, String workspace, String deviceId, DeviceProfile profile, Instant at) {
        return new Device(id, workspace, deviceId, profile, DeviceStatus.INACTIVE, false, 1, at, at);
    }

    /** With another profile, which {@link DeviceRules} allow. */
    public Device with(DeviceProfile changed, Instant at) {
        return new Device(id, workspace, deviceId, changed, status, provisioned, revision + 1, createdAt, at);
    }

    /** With another status. */
    public Device with(DeviceStatus changed, Instant at) {
        return new Device(id, workspace, deviceId, profile, changed, provisioned, revision + 1, createdAt, at);
    }

    /**
     * The device with its first credentials. They make an inactive device active; one that a person has suspended or
     * deprecated stays so.
     */
    public Device provisioned(Instant at) {
        DeviceStatus now = status == DeviceStatus.INACTIVE ? DeviceStatus.ACTIVE : status;
        return new Device(id, workspace, deviceId, profile, now, true, revision + 1, createdAt, at);
    }

    /** What is said of it, as far as more than its profile may have changed. */
    public DeviceEvent changedFrom(Device before) {
        return status == before.status
                ? new DeviceUpdated(revision, snapshot())
                : new DeviceStatusChanged(revision, before.status.word(), snapshot());
    }

    /** How events tell of it. */
    public DeviceSnapshot snapshot() {
        return new DeviceSnapshot(
                id.value(),
                workspace,
                deviceId,
                profile.type(),
                profile.name(),
                profile.description(),
                status.word(),
                provisioned,
                Map.copyOf(profile.info().known()),
                profile.tags(),
                profile.metadata(),
                createdAt,
                updatedAt);
    }
}
