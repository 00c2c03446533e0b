package io.muster.provisioning.serial;

import io.muster.kit.problem.Refusal;

/** Why a serial is not enrolled, found, or let in. */
public abstract sealed class SerialRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private SerialRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The workspace has enrolled no such serial. */
    public static final class SerialUnknown extends SerialRefusal {
        private static final long serialVersionUID = 1L;

        SerialUnknown(String serial) {
            super(Kind.NOT_FOUND, "serial-not-found", "There is no serial '" + serial + "' in this workspace.");
        }
    }

    /** The workspace has no such batch. */
    public static final class BatchUnknown extends SerialRefusal {
        private static final long serialVersionUID = 1L;

        BatchUnknown(String batch) {
            super(Kind.NOT_FOUND, "serial-batch-not-found", "There is no batch '" + batch + "' in this workspace.");
        }
    }

    /** Serials are unique over the platform; somebody else has this one. */
    public static final class SerialTaken extends SerialRefusal {
        private static final long serialVersionUID = 1L;

        SerialTaken() {
            super(Kind.CONFLICT, "serial-taken", "The serial cannot be enrolled here.");
        }
    }

    /** Not enrolled, not rightly signed, or not any more: a stranger is not told which. */
    public static final class SerialInvalid extends SerialRefusal {
        private static final long serialVersionUID = 1L;

        SerialInvalid() {
            super(Kind.INVALID, "serial-invalid", "The serial is not valid.");
        }
    }

    /** It has registered before, and may do so once only. */
    public static final class AlreadyRegistered extends SerialRefusal {
        private static final long serialVersionUID = 1L;

        AlreadyRegistered() {
            super(Kind.CONFLICT, "serial-registered", "The serial has been registered already.");
        }
    }
}
