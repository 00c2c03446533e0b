package io.muster.broker.identity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;

/**
 * Every device of the registry, as its newest event tells. A deleted one is remembered as such until its credentials
 * are gone, too: a device that the registry has not spoken of at all may come in.
 */
final class DeviceTable {

    private final Map<String, KnownDevice> devices = new ConcurrentHashMap<>();

    void apply(DeviceEvent event) {
        devices.compute(event.subject(), (id, known) -> {
            if (known != null && known.revision() >= event.revision()) {
                return known;
            }
            return event instanceof DeviceDeleted
                    ? KnownDevice.deleted(event.revision(), event.workspace())
                    : KnownDevice.of(event.revision(), event.device());
        });
    }

    /** Nobody comes in without credentials, so that there is nothing to remember of a device that is gone. */
    void removeIfDeleted(String id) {
        devices.computeIfPresent(id, (same, known) -> known.isDeleted() ? null : known);
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
