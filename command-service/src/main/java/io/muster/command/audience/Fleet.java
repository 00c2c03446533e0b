package io.muster.command.audience;

import java.util.List;

import io.muster.events.DeviceEvent;
import io.muster.kit.query.FleetQuery;
import io.smallrye.mutiny.Uni;

/** What the registry says of the devices that there are. */
public interface Fleet {

    /** Takes the newest word on each device. A deleted one is forgotten, whatever of it is heard later. */
    Uni<Void> learn(List<DeviceEvent> events);

    /**
     * The {@code id}s of the devices that meet the query, in the order of their registration.
     *
     * @param limit the most that are wanted
     */
    Uni<List<String>> matching(String workspace, FleetQuery query, int limit);
}
