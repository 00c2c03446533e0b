package io.muster.provisioning.onboarding;

import java.util.List;
import java.util.Map;

import io.muster.events.DeviceOnboarded;

/**
 * A device that may come in, and what the registry is to say of it if it is new.
 *
 * @param deviceId what it calls itself; see {@link NewcomerRules}
 * @param info fields of a device's {@code info}, by their names
 * @param groups paths such as {@code plant/hall 2/line 1}, made as needed
 * @param admittedBy who or what lets it in
 */
public record Newcomer(
        String workspace,
        String deviceId,
        String type,
        String name,
        Map<String, String> info,
        List<String> tags,
        Map<String, Object> metadata,
        List<String> groups,
        String admittedBy) {

    public Newcomer {
        info = Map.copyOf(info);
        tags = List.copyOf(tags);
        groups = List.copyOf(groups);
    }

    DeviceOnboarded as(String id) {
        return new DeviceOnboarded(1, workspace, id, deviceId, type, name, info, tags, metadata, groups, admittedBy);
    }
}
