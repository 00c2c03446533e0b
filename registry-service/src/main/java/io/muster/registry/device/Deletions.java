package io.muster.registry.device;

import java.time.Instant;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What is remembered of devices that are no more. */
public interface Deletions {

    /** Notes it in the transaction that deletes the device. */
    Uni<Void> record(Deletion deletion);

    /**
     * What is remembered of a device that was deleted with its data kept, locked; null if there is none.
     *
     * @param id its {@code id}: its {@code deviceId} may be another device's
     */
    Uni<@Nullable DeletedDevice> lockKept(String workspace, String id);

    /**
     * Notes in the transaction that asks for it that a locked device's data is purged after all.
     *
     * @param revision of the event that says so
     * @param removed rows that went here now, by what they were
     */
    Uni<Void> recordPurge(DeletedDevice device, long revision, Map<String, Long> removed, Instant at);
}
