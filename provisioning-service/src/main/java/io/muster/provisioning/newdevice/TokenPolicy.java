package io.muster.provisioning.newdevice;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What a workspace makes of the security token that a new device may show: the person who accepts it must know it. */
public enum TokenPolicy {
    /** Nobody looks at tokens. */
    IGNORED,
    /** The token of a device that shows one must be known. */
    OPTIONAL,
    /** As optional, and a device without one does not get in. */
    REQUIRED;

    static Optional<TokenPolicy> named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().equals(name))
                .findFirst();
    }
}
