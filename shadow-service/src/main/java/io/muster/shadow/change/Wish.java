package io.muster.shadow.change;

import java.util.Map;

import io.muster.shadow.document.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a device to be.
 *
 * @param desired a merge patch of the desired state, or all of it
 * @param policies which side stands, by the name of a key; null for the usual one
 */
public record Wish(Map<String, @Nullable Object> desired, Map<String, @Nullable Policy> policies) {

    /** Whether something may come to light that was beneath what was desired before. */
    boolean mayUncover() {
        return desired.values().stream().anyMatch(value -> value == null || value instanceof Map<?, ?>);
    }

    /** With the usual policies. */
    public static Wish of(Map<String, @Nullable Object> desired) {
        return new Wish(desired, Map.of());
    }
}
