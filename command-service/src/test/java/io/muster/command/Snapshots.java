package io.muster.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.events.DeviceSnapshot;
import io.muster.kit.Ids;

/** Devices as the registry tells of them. */
final class Snapshots {

    private Snapshots() {}

    static DeviceSnapshot sensor(
            String workspace, Map<String, Object> info, List<String> tags, Map<String, Object> metadata) {
        return sensor(Ids.next("dev"), workspace, info, tags, metadata);
    }

    static DeviceSnapshot sensor(
            String id, String workspace, Map<String, Object> info, List<String> tags, Map<String, Object> metadata) {
        Instant now = Instant.parse("2026-01-19T12:00:00Z");
        return new DeviceSnapshot(
                id, workspace, "sn-" + id, "sensor", "Sensor", null, "active", true, info, tags, metadata, now, now);
    }
}
