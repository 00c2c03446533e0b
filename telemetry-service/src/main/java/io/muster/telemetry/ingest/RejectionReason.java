package io.muster.telemetry.ingest;

import java.util.Locale;

/** Why a message is not a reading. */
public enum RejectionReason {
    /** Not UTF-8, not JSON, or nested too deeply. */
    NOT_JSON,
    /** More bytes or more readings than a message may have. */
    TOO_LARGE,
    /** JSON, but in none of the forms that a message may have. */
    BAD_VALUE,
    /** A time that cannot be believed, where such readings are not wanted. */
    CLOCK_SKEW,
    /** A time that can be believed, but from which on readings of this device are no longer kept. */
    TOO_OLD,
    /** Not a topic on which readings come. */
    BAD_TOPIC,
    /** Nobody has said that there is such a device in this workspace, also not for a long time after. */
    UNKNOWN_DEVICE,
    /** A person has suspended the device. */
    SUSPENDED,
    /** The device has been deleted; of such a message no byte is kept. */
    DELETED;

    /** As people and programs read it: {@code not_json}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
