package io.muster.telemetry.live;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.smallrye.mutiny.Uni;

/** What was stored of late, in the order in which it came. */
public interface Arrivals {

    /**
     * @param workspaces of these alone
     * @param measuredAfter only readings with a later timestamp
     * @param limit the most; of more, the first
     */
    Uni<List<LiveReading>> since(
            Collection<String> workspaces, Instant receivedAfter, Instant measuredAfter, int limit);

    /** As {@link #since}, of one device; it costs what the device has said of late, not what all others have. */
    Uni<List<LiveReading>> ofDevice(
            String workspace, String device, Instant receivedAfter, Instant measuredAfter, int limit);
}
