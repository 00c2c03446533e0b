package io.muster.command.rollout;

import java.time.Instant;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The rollouts that are kept. */
public interface Rollouts {

    /** @param lookAt when it has to be looked at first */
    Uni<Void> add(Rollout rollout, Instant lookAt);

    /** @param lookAt when it has to be looked at again; null if it is over */
    Uni<Void> save(Rollout rollout, @Nullable Instant lookAt);

    /** One that has to be looked at and that nobody else looks at; meanwhile it is put off until then. Null if there is none. */
    Uni<@Nullable String> claim(Instant now, Instant until);

    /** Holds it until the end of the transaction. Null if somebody else holds it, or if it is not there. */
    Uni<@Nullable Rollout> lockIfFree(String id);

    /** As {@link #lockIfFree}, but waits. */
    Uni<@Nullable Rollout> lock(String workspace, String id);

    Uni<@Nullable Rollout> find(String workspace, String id);

    /**
     * The newest first.
     *
     * @param state null for all
     */
    Uni<Page<Rollout>> page(String workspace, RolloutState.@Nullable Name state, PageRequest page);

    Uni<Long> unfinished(String workspace);

    /** Removes some that were over before then. */
    Uni<Integer> removeFinished(Instant before, int limit);
}
