package io.muster.command.audience;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.kit.device.DeviceFollower;
import io.smallrye.mutiny.Uni;

/** Keeps what is known of the fleet up to date. */
@ApplicationScoped
class FleetFollower implements DeviceFollower {

    private final Fleet fleet;

    FleetFollower(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public Uni<Void> onDevices(List<DeviceEvent> events) {
        return fleet.learn(events);
    }
}
