package io.muster.shadow.history;

import java.time.Instant;
import java.util.List;

import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** All versions of all shadows that are still kept. */
public interface Versions {

    /** The version; null if it is not kept. */
    Uni<@Nullable Past> find(ShadowId id, long version);

    /** The number of the version that was the newest at that time; null if it is not kept. */
    Uni<@Nullable Long> newestAt(ShadowId id, Instant time);

    /**
     * Changes, newest first.
     *
     * @param below only versions before this one; null for all
     */
    Uni<List<PastChange>> list(ShadowId id, @Nullable Long below, int limit);

    /** How many versions are kept. */
    Uni<Long> count(ShadowId id);

    /**
     * Forgets versions that were over before that time, of so many shadows at most. The newest of them that holds a whole
     * document stays, and those after it.
     *
     * @return how many are gone
     */
    Uni<Integer> forget(Instant before, int shadows);
}
