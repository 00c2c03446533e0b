package io.muster.broker.identity;

import java.util.Optional;

import io.muster.events.DeviceSnapshot;

/** What the broker keeps of a device in the registry. */
record KnownDevice(long revision, String workspace, String status, boolean provisioned) {

    static KnownDevice of(long revision, DeviceSnapshot device) {
        return new KnownDevice(revision, device.workspace(), device.status().intern(), device.provisioned());
    }

    /** A device that was never provisioned before is on its way to its first activation and may come in. */
    Optional<Objection> objection() {
        return switch (status) {
            case "active" -> Optional.empty();
            case "inactive" -> provisioned ? Optional.of(Objection.INACTIVE) : Optional.empty();
            case "suspended" -> Optional.of(Objection.SUSPENDED);
            case "deprecated" -> Optional.of(Objection.DEPRECATED);
            default -> Optional.of(Objection.INACTIVE);
        };
    }
}
