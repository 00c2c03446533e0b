package io.muster.shadow.change;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself.
 *
 * @param patch a merge patch of the reported state
 * @param rejected why it will not do what is desired, by the names of keys; null takes such a no back
 * @param version the version of the shadow that it is based on; null if it counts whatever came in between
 * @param said when the device said it; null for now
 */
public record Report(
        Map<String, @Nullable Object> patch,
        Map<String, @Nullable String> rejected,
        @Nullable Long version,
        @Nullable Instant said) {

    /** A merge patch and nothing else. */
    public static Report of(Map<String, @Nullable Object> patch) {
        return new Report(patch, Map.of(), null, null);
    }
}
