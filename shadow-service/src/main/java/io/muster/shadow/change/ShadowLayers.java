package io.muster.shadow.change;

import java.time.Duration;
import java.util.List;

import io.muster.shadow.document.Layers;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;

/** The layers that devices are in, and whose shadows may not have what these say. */
public interface ShadowLayers {

    /**
     * A device whose shadow may not have what its layers say.
     *
     * @param mark which time it was noted
     */
    record Noted(ShadowId id, long mark) {}

    /** What the layers of the device say now. */
    Uni<Layers> of(ShadowId id);

    /** Takes some that are noted, the longest first; each comes again after the lease unless it is settled by then. */
    Uni<List<Noted>> claim(int limit, Duration lease);

    /** The shadow has what the layers say, unless it was noted again since. */
    Uni<Void> settle(Noted noted);
}
