package io.muster.provisioning.serial;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * On which terms serials may register.
 *
 * @param type of the device they make; null for {@link SerialSettings#defaultType()}
 * @param group the path of a group that a new device joins
 * @param expiresAt from when on they may not any more; null for never
 */
public record Terms(@Nullable String type, @Nullable String group, @Nullable Instant expiresAt, SerialPolicy policy) {

    boolean areOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
