package io.muster.registry.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a device may take part. Only an active one may connect. */
public enum DeviceStatus {
    ACTIVE,
    /** Not yet provisioned, or switched off for a while. */
    INACTIVE,
    /** Shut out by a person. */
    SUSPENDED,
    /** At the end of its life; kept for its history. */
    DEPRECATED;

    /** The word for it in events and answers, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for any other word. */
    public static Optional<DeviceStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
