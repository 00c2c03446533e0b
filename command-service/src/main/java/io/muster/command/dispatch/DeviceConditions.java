package io.muster.command.dispatch;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/** What is known of devices, and what that makes due. */
public interface DeviceConditions {

    /** As it is now, of each of the devices. */
    Uni<Map<String, DeviceCondition>> of(Collection<String> devices);

    /** Makes due what is queued for the devices, and says how much that is. The caller holds the devices' lines. */
    Uni<Integer> releaseQueued(Collection<String> devices, Instant now);

    /** As {@link #releaseQueued}, of those who are there. */
    Uni<Integer> releaseQueuedOfPresent(Collection<String> devices, Instant now);

    /**
     * Makes due what was sent into earlier sessions of the devices and not answered, unless it was sent as often as is
     * allowed. The caller holds the devices' lines.
     *
     * @param sessions the number of each device's present session
     */
    Uni<Void> releaseUnanswered(Map<String, Long> sessions, int maxAttempts, Instant now);
}
