package io.muster.registry.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.muster.registry.device.DeviceId;

/** Which of the names in a request name which device. */
final class DeviceNames {

    private final Set<String> wanted;
    private final Map<String, DeviceId> named = new LinkedHashMap<>();

    DeviceNames(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** Notes a device that was found, under each of its names that is wanted. */
    void note(String id, String deviceId) {
        if (wanted.contains(id)) {
            named.put(id, new DeviceId(id));
        }
        if (wanted.contains(deviceId)) {
            named.put(deviceId, new DeviceId(id));
        }
    }

    Map<String, DeviceId> named() {
        return named;
    }
}
