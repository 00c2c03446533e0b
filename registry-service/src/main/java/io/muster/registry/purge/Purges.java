package io.muster.registry.purge;

import io.muster.events.DevicePurged;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What is remembered of purges. */
public interface Purges {

    /**
     * The report on the last device of this name that was deleted in the workspace, or null.
     *
     * @param reference its {@code id} or its {@code deviceId}
     */
    Uni<@Nullable PurgeReport> find(String workspace, String reference);

    /** Keeps a service's receipt; the same one twice changes nothing. */
    Uni<Void> keep(DevicePurged receipt);
}
