package io.muster.shadow.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Batches, and what is still to be done of them. */
public interface FleetBatches {

    /**
     * A device whose shadow is to be changed.
     *
     * @param desired the merge patch
     * @param author who wants it
     */
    record Task(String batch, String workspace, String device, Map<String, @Nullable Object> desired, String author) {}

    /** Opens a batch for these devices, by {@code id}. */
    Uni<Void> open(NewBatch batch, Collection<String> devices);

    /** Opens a batch for the members of a group. Fails with {@link FleetTooLarge} if they are more than the limit. */
    Uni<Void> openForGroup(NewBatch batch, String group, int limit);

    /** The batch as it stands now; null if the workspace has no such batch. */
    Uni<@Nullable FleetBatch> find(String workspace, String id);

    /** Takes some of what is to be done, the oldest first; each comes again after the lease unless it is settled by then. */
    Uni<List<Task>> claim(int limit, Duration lease);

    /** The task is done. */
    Uni<Void> settle(Task task);

    /** The task cannot be done, for this reason. */
    Uni<Void> fail(Task task, String reason);

    /** Forgets batches that are older. */
    Uni<Void> forget(Duration age);
}
