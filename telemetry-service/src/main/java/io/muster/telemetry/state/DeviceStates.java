package io.muster.telemetry.state;

import io.smallrye.mutiny.Uni;

/** What is still to be said of devices. Several replicas may ask at the same time: each device is said by one. */
public interface DeviceStates {

    /**
     * Says the states that are due, those that have waited longest first, and ends when none is due any more.
     *
     * <p>A state that is said and what makes it due are committed together: neither a crash nor a reading that comes
     * meanwhile is lost, and a device's revision grows with each.
     */
    Uni<Void> sayDue();

    /**
     * Says once more of a device, if it was ever said, that there is nothing to know, so that Kafka keeps nothing of
     * it either.
     *
     * @param keepCount whether what stands behind it is left for a purge to count
     */
    Uni<Void> end(String device, boolean keepCount);
}
