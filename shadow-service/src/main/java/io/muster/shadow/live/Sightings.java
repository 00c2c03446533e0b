package io.muster.shadow.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;

/** Looks at the shadows of many devices at once. */
public interface Sightings {

    /** The versions of the devices' shadows; 0 for a device that has none. One that was deleted is missing. */
    Uni<Map<ShadowId, Long>> versions(Collection<String> devices);

    /** All shadows of the devices. */
    Uni<List<Shadow>> of(Collection<String> devices);
}
