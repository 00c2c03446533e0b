package io.muster.telemetry.live;

import java.util.Collection;
import java.util.List;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What was stored of late: each reading of a stretch once, in the order in which they came. */
public interface Arrivals {

    /** How far commits have got by now. */
    Uni<Horizon> horizon();

    /**
     * Of these workspaces alone.
     *
     * @param part readings that are held in memory at a time; the next ones are read only when they are asked for
     */
    Multi<List<LiveReading>> ofWorkspaces(Collection<String> workspaces, Stretch stretch, int part);

    /** As {@link #ofWorkspaces}, of one device; it costs what the device has said of late, not what all others have. */
    Multi<List<LiveReading>> ofDevice(String workspace, String device, Stretch stretch, int part);
}
