package io.muster.broker.identity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;

/** Every device of the registry, as its newest event tells. */
final class DeviceTable {

    private final Map<String, KnownDevice> devices = new ConcurrentHashMap<>();

    void apply(DeviceEvent event) {
        devices.compute(event.subject(), (id, known) -> {
            if (known != null && known.revision() >= event.revision()) {
                return known;
            }
            return event instanceof DeviceDeleted ? null : KnownDevice.of(event.revision(), event.device());
        });
    }

    void remove(String id) {
        devices.remove(id);
    }

    Optional<KnownDevice> find(String id) {
        return Optional.ofNullable(devices.get(id));
    }

    int size() {
        return devices.size();
    }
}
