package io.muster.telemetry.health;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a device last said that tells how it is.
 *
 * @param health the last value of each word of its health; empty if it has never said any
 * @param heartbeat when the last word on its health came; null if none has
 * @param lastSeen when the last message of any kind came; null if none has
 */
public record LastWords(Map<String, Object> health, @Nullable Instant heartbeat, @Nullable Instant lastSeen) {

    /** Null if it has not said a text. */
    public @Nullable String text(String word) {
        return health.get(word) instanceof String text ? text : null;
    }

    /** Null if it has not said a number. */
    public @Nullable Number number(String word) {
        return health.get(word) instanceof Number number ? number : null;
    }

    /** A number among its diagnostics; null if it has not said one. */
    public @Nullable Number diagnostic(String word) {
        return health.get("diagnostics") instanceof Map<?, ?> diagnostics
                        && diagnostics.get(word) instanceof Number number
                ? number
                : null;
    }
}
