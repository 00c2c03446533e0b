package io.muster.shadow.change;

import io.muster.kit.problem.Refusal;

/** Why a shadow is not changed. */
public abstract sealed class ShadowRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private ShadowRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The caller read an older shadow than there is. */
    public static final class ShadowStale extends ShadowRefusal {
        private static final long serialVersionUID = 1L;

        ShadowStale(long current) {
            super(
                    Kind.STALE,
                    "shadow-stale",
                    "The shadow has changed since it was read; it has version " + current + ".");
        }
    }

    /** The body names another version than there is. */
    public static final class VersionConflict extends ShadowRefusal {
        private static final long serialVersionUID = 1L;

        VersionConflict(long expected, long current) {
            super(Kind.CONFLICT, "version-conflict", "The shadow has version " + current + ", not " + expected + ".");
        }
    }

    /** The device has as many named shadows as it may have. */
    public static final class TooManyNames extends ShadowRefusal {
        private static final long serialVersionUID = 1L;

        public TooManyNames(int most) {
            super(Kind.CONFLICT, "too-many-shadows", "The device has " + most + " named shadows already.");
        }
    }

    /** Somebody else than the device says what the device is. */
    public static final class ReportedByDevices extends ShadowRefusal {
        private static final long serialVersionUID = 1L;

        public ReportedByDevices() {
            super(
                    Kind.FORBIDDEN,
                    "reported-by-devices",
                    "reported is said by the device; only an admin may say it in its place, with ?as=device.");
        }
    }
}
