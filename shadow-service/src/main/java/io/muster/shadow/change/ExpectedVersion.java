package io.muster.shadow.change;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a change was based on.
 *
 * @param ifMatch the versions of the ETags that the caller would change; null if it does not matter
 * @param version the version that the body names; null if it does not matter
 */
public record ExpectedVersion(@Nullable Set<Long> ifMatch, @Nullable Long version) {

    public static final ExpectedVersion ANY = new ExpectedVersion(null, null);

    /** @throws ShadowRefusal if the shadow has another version by now */
    void check(long current) {
        if (ifMatch != null && !ifMatch.contains(current)) {
            throw new ShadowRefusal.ShadowStale(current);
        }
        if (version != null && version != current) {
            throw new ShadowRefusal.VersionConflict(version, current);
        }
    }
}
