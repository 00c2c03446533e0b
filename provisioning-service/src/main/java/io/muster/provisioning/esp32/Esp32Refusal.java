package io.muster.provisioning.esp32;

import io.muster.kit.problem.Refusal;

/** Why a device of this dialect does not come in. */
public abstract sealed class Esp32Refusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private Esp32Refusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** Not one of ours, expired, used up, or for another device: a stranger is not told which. */
    public static final class TokenInvalid extends Esp32Refusal {
        private static final long serialVersionUID = 1L;

        TokenInvalid() {
            super(Kind.FORBIDDEN, "token-invalid", "Token expired or not recognized");
        }
    }

    /** A field of the body is missing or wrong. */
    public static final class BadDescription extends Esp32Refusal {
        private static final long serialVersionUID = 1L;

        public BadDescription(String detail) {
            super(Kind.INVALID, "bad-description", detail);
        }

        static BadDescription missing(String field) {
            return new BadDescription("Missing required field: " + field);
        }

        static BadDescription invalid(String field, String message) {
            return new BadDescription("Invalid field: " + field + " " + message);
        }
    }

    /** The device has come in before. */
    public static final class AlreadyRegistered extends Esp32Refusal {
        private static final long serialVersionUID = 1L;

        private final String deviceId;

        AlreadyRegistered(String deviceId) {
            super(Kind.CONFLICT, "device-registered", "The device has been registered already.");
            this.deviceId = deviceId;
        }

        /** What the device calls itself. */
        public String deviceId() {
            return deviceId;
        }
    }
}
