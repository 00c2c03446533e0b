package io.muster.registry.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.DeviceProfile;
import io.muster.registry.device.DeviceStatus;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "device")
@NullUnmarked
class DeviceRow {

    @Id
    String id;

    @Column(updatable = false)
    String workspace;

    @Column(updatable = false)
    String deviceId;

    String type;
    String name;
    String description;
    String status;
    boolean provisioned;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> info;

    String[] tags;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> metadata;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> location;

    long revision;

    @Column(updatable = false)
    Instant createdAt;

    Instant updatedAt;

    static DeviceRow of(Device device) {
        DeviceRow row = new DeviceRow();
        row.id = device.id().value();
        row.workspace = device.workspace();
        row.deviceId = device.deviceId();
        row.createdAt = device.createdAt();
        row.take(device);
        return row;
    }

    void take(Device device) {
        DeviceProfile profile = device.profile();
        type = profile.type();
        name = profile.name();
        description = profile.description();
        status = device.status().word();
        provisioned = device.provisioned();
        info = profile.info().known();
        tags = profile.tags().toArray(String[]::new);
        metadata = profile.metadata();
        location = Locations.json(profile.location());
        revision = device.revision();
        updatedAt = device.updatedAt();
    }

    Device device() {
        return new Device(
                new DeviceId(id),
                workspace,
                deviceId,
                new DeviceProfile(
                        type,
                        name,
                        description,
                        DeviceInfo.of(info),
                        List.of(tags),
                        metadata,
                        Locations.read(location)),
                DeviceStatus.of(status).orElseThrow(),
                provisioned,
                revision,
                createdAt,
                updatedAt);
    }
}
