package io.muster.provisioning.user;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What a user may do on the Cumulocity-style endpoints, in Cumulocity's words. */
public enum UserRole {
    /** Also makes and removes requests. */
    ROLE_DEVICE_CONTROL_ADMIN,
    /** Sees and accepts requests. */
    ROLE_DEVICE_CONTROL_READ,
    /** Asks for a device's first credentials, and nothing else. */
    ROLE_DEVICE_BOOTSTRAP;

    static Optional<UserRole> named(@Nullable String name) {
        return Arrays.stream(values()).filter(role -> role.name().equals(name)).findFirst();
    }
}
