package io.muster.registry.group;

import java.util.Locale;

import io.muster.registry.device.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one device that was to come into a group or to leave it.
 *
 * @param reference the device as the caller named it
 * @param device null if the workspace has no such device
 */
public record MemberResult(String reference, @Nullable DeviceId device, Outcome outcome) {

    /** All that can become of it. */
    public enum Outcome {
        ADDED,
        ALREADY_MEMBER,
        /** The group had no room left when its turn came. */
        GROUP_FULL,
        REMOVED,
        NOT_MEMBER,
        NOT_FOUND;

        /** The word for it in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
