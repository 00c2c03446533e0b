package io.muster.events;

import java.time.Instant;
import java.util.Map;

/**
 * A service's receipt for having forgotten a deleted device.
 *
 * @param revision that of the deletion it answers
 * @param device the {@code id} the device had
 * @param service who removed, for example {@code telemetry}
 * @param removed rows removed, by what they were
 */
public record DevicePurged(
        long revision, String workspace, String device, String service, Map<String, Long> removed, Instant at)
        implements LifecycleEvent {

    @Override
    public String subject() {
        return device;
    }

    @Override
    public Topic topic() {
        return Topic.PURGE_RECEIPTS;
    }
}
