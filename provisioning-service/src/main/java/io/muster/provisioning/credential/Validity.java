package io.muster.provisioning.credential;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * From when to when a credential counts.
 *
 * @param expiresAt null for one that does not expire
 * @param life what was asked for; null for ever. A successor may end it sooner
 */
public record Validity(Instant notBefore, @Nullable Instant expiresAt, @Nullable Duration life) {

    public boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    Validity endingBy(Instant end) {
        return expiresAt != null && expiresAt.isBefore(end) ? this : new Validity(notBefore, end, life);
    }
}
