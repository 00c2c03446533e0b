package io.muster.command.execution;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.smallrye.mutiny.Uni;

/**
 * A line for each device. Whoever changes executions of a device holds it until the end of the transaction: it orders the
 * changes, and with them the events, of each device.
 */
public interface DeviceLines {

    /** Waits for the lines of these devices. */
    Uni<Void> lock(Set<String> devices);

    /** As {@link #lock}, but passes over the lines that somebody else holds, and says which it has got. */
    Uni<Set<String>> lockFree(Set<String> devices);

    /**
     * As {@link #lockFree}, of devices with something due.
     *
     * @return each device with the time until which it is not given what is queued for it
     */
    Uni<Map<String, Instant>> lockDue(Lane lane, Instant now, int limit);

    /** Nothing that is queued is given to these devices until then. */
    Uni<Void> pause(Set<String> devices, Instant until);

    /**
     * Counts the revisions of devices on.
     *
     * @param steps how many each needs
     * @return the revision of each before
     */
    Uni<Map<String, Long>> advance(Map<String, Integer> steps);
}
