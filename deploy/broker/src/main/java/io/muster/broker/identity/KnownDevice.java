package io.muster.broker.identity;

import java.util.Optional;

import io.muster.events.DeviceSnapshot;

/** What the broker keeps of a device in the registry, or of one that was in it. */
record KnownDevice(long revision, String workspace, String status, boolean provisioned) {

    private static final String DELETED = "deleted";

    static KnownDevice of(long revision, DeviceSnapshot device) {
        return new KnownDevice(
                revision, device.workspace().intern(), device.status().intern(), device.provisioned());
    }

    static KnownDevice deleted(long revision, String workspace) {
        return new KnownDevice(revision, workspace.intern(), DELETED, true);
    }

    boolean isDeleted() {
        return status.equals(DELETED);
    }

    /** A device that was never provisioned before is on its way to its first activation and may come in. */
    Optional<Objection> objection() {
        return switch (status) {
            case "active" -> Optional.empty();
            case "inactive" -> provisioned ? Optional.of(Objection.INACTIVE) : Optional.empty();
            case DELETED -> Optional.of(Objection.DELETED);
            case "suspended" -> Optional.of(Objection.SUSPENDED);
            case "deprecated" -> Optional.of(Objection.DEPRECATED);
            default -> Optional.of(Objection.INACTIVE);
        };
    }
}
