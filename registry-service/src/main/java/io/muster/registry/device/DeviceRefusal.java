package io.muster.registry.device;

import io.muster.kit.problem.Refusal;

/** Why the registry does not do something with a device. */
public abstract sealed class DeviceRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private DeviceRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The workspace has no device of this name. */
    public static final class DeviceUnknown extends DeviceRefusal {
        private static final long serialVersionUID = 1L;

        public DeviceUnknown(String reference) {
            super(Kind.NOT_FOUND, "device-not-found", "There is no device '" + reference + "' in this workspace.");
        }
    }

    /** Another device of the workspace has this {@code deviceId}. */
    public static final class DeviceIdTaken extends DeviceRefusal {
        private static final long serialVersionUID = 1L;

        public DeviceIdTaken(String deviceId) {
            super(Kind.CONFLICT, "device-id-taken", "The workspace has a device '" + deviceId + "' already.");
        }
    }

    /** Somebody has changed the device since the caller read it. */
    public static final class DeviceChanged extends DeviceRefusal {
        private static final long serialVersionUID = 1L;

        DeviceChanged() {
            super(Kind.STALE, "device-changed", "The device has changed since it was read; read it again.");
        }
    }
}
